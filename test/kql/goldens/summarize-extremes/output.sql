WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT User_13 AS `User`, Ms_16 AS `Ms`, App_17 AS `App`, Time_18 AS `Time`, min_Time_19 AS `min_Time`
FROM (
SELECT *, tupleElement(argMax_14, 1) AS Ms_16, tupleElement(argMax_14, 2) AS App_17, tupleElement(argMax_14, 3) AS Time_18, minOrNull_15 AS min_Time_19 FROM (
SELECT User_13, argMax(tuple(toNullable(Ms_11), App_10, toNullable(Time_8)), ifNull(Ms_11, toInt64('-9223372036854775808'))) AS argMax_14, minOrNull(Time_8) AS minOrNull_15 FROM (
SELECT *, User_9 AS User_13 FROM (
SELECT Time_1 AS Time_8, User_2 AS User_9, App_3 AS App_10, Ms_4 AS Ms_11 FROM Logins_7)) GROUP BY User_13 ORDER BY min(rowNumberInAllBlocks()))) ORDER BY User_13 ASC NULLS FIRST
