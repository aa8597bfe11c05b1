WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT User_13 AS `User`, Day_14 AS `Day`, Count_19 AS `Count`, Share_20 AS `Share`, Apps_21 AS `Apps`
FROM (
SELECT *, toInt64(count_15) AS Count_19, ((toFloat64(100) * toFloat64(toInt64(countIf_17))) / toFloat64(toInt64(count_15))) AS Share_20, concat('[', arrayStringConcat(arraySlice(arrayMap(each -> toJSONString(each), arrayDistinct(groupArray_18)), 1, 1048576), ','), ']') AS Apps_21 FROM (
SELECT User_13, Day_14, count() AS count_15, countIf(v_16) AS countIf_17, groupArray(App_10) AS groupArray_18 FROM (
SELECT *, User_9 AS User_13, reinterpret(intDiv(reinterpretAsInt64(Time_8) + 621355968000000000, toInt64(864000000000)) * toInt64(864000000000) - 621355968000000000, 'DateTime64(7, \'UTC\')') AS Day_14 FROM (
SELECT *, ifNull((Ms_11 > toInt64(10)), false) AS v_16 FROM (
SELECT Time_1 AS Time_8, User_2 AS User_9, App_3 AS App_10, Ms_4 AS Ms_11 FROM Logins_7))) GROUP BY User_13, Day_14 ORDER BY min(rowNumberInAllBlocks()))) ORDER BY User_13 ASC NULLS FIRST
