WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT User_9 AS `User`, App_10 AS `App`, Kind_17 AS `Kind`
FROM (
SELECT User_9, App_10, Kind_17 FROM (
SELECT User_2 AS User_9, App_3 AS App_10 FROM Logins_7) AS l_18 LEFT JOIN (
SELECT App_13 AS App_16, Kind_14 AS Kind_17 FROM (
SELECT tupleElement(row_15, 1) AS App_13, tupleElement(row_15, 2) AS Kind_14 FROM (
SELECT arrayJoin(CAST([tuple('Mail', 'office')], 'Array(Tuple(String, String))')) AS row_15))) AS r_19 ON App_10 = App_16) ORDER BY User_9 ASC NULLS FIRST, App_10 ASC NULLS FIRST
