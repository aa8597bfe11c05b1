WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT table_14 AS `$table`, User_16 AS `User`, App_17 AS `App`
FROM (
SELECT 'search_arg0' AS table_14, User_9 AS User_16, App_10 AS App_17 FROM (
SELECT * FROM (
SELECT *, concat('', User_9, '\n', App_10, '\n', ifNull(if(startsWith(Detail_12, '"'), JSONExtractString(Detail_12), Detail_12), '')) AS v_13 FROM (
SELECT User_2 AS User_9, App_3 AS App_10, Detail_5 AS Detail_12 FROM Logins_7)) WHERE ((positionCaseInsensitiveUTF8(v_13, 'ann') > 0 AND match(v_13, '(?i)(^|[^\\pL\\pN])ann($|[^\\pL\\pN])')) AND (positionCaseInsensitiveUTF8(App_10, 'Ch') > 0 AND match(App_10, '(?i)(^|[^\\pL\\pN])Ch')))))
