WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT User_16 AS `User`, N_17 AS `N`, App_20 AS `App`, Slowest_22 AS `Slowest`
FROM (
SELECT * FROM (
SELECT *, maxOrNull_21 AS Slowest_22 FROM (
SELECT User_16, N_17, App_20, maxOrNull(Ms_11) AS maxOrNull_21 FROM (
SELECT *, App_10 AS App_20 FROM (
SELECT * FROM (
SELECT User_2 AS User_9, App_3 AS App_10, Ms_4 AS Ms_11 FROM Logins_7) AS l_18 INNER JOIN (
SELECT User_13 AS User_16, N_15 AS N_17 FROM (
SELECT * FROM (
SELECT *, toInt64(count_14) AS N_15 FROM (
SELECT User_13, count() AS count_14 FROM (
SELECT *, User_9 AS User_13 FROM (
SELECT User_2 AS User_9, App_3 AS App_10, Ms_4 AS Ms_11 FROM Logins_7)) GROUP BY User_13 ORDER BY min(rowNumberInAllBlocks()))) ORDER BY N_15 DESC NULLS LAST LIMIT 2)) AS r_19 ON User_9 <=> User_16)) GROUP BY User_16, N_17, App_20 ORDER BY min(rowNumberInAllBlocks()))) ORDER BY Slowest_22 DESC NULLS LAST LIMIT 1 BY User_16) ORDER BY User_16 ASC NULLS FIRST
