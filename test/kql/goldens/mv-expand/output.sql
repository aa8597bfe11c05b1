WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT User_9 AS `User`, At_18 AS `At`, Tag_17 AS `Tag`
FROM (
SELECT *, i_15 AS At_18 FROM (
SELECT *, ifNull(if(startsWith(v_16, '"'), JSONExtractString(v_16), v_16), '') AS Tag_17 FROM (
SELECT *, if(i_15 < length(v_14), nullIf(v_14[i_15 + 1], 'null'), NULL) AS v_16 FROM (
SELECT *, toInt64(arrayJoin(range(toUInt64(arrayMax([toInt64(0), toInt64(length(v_14))]))))) AS i_15 FROM (
SELECT *, multiIf(startsWith(ifNull(v_13, ''), '['), if(match(ifNull(v_13, ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull(v_13, ''), 2, length(ifNull(v_13, '')) - 2)), JSONExtractArrayRaw(ifNull(v_13, ''))), startsWith(ifNull(v_13, ''), '{'), arrayMap(p -> concat('{', toJSONString(tupleElement(p, 1)), ':', tupleElement(p, 2), '}'), JSONExtractKeysAndValuesRaw(ifNull(v_13, ''))), [ifNull(v_13, 'null')]) AS v_14 FROM (
SELECT *, nullIf(nullIf(JSONExtractRaw(Detail_12, 'tags'), ''), 'null') AS v_13 FROM (
SELECT User_2 AS User_9, Detail_5 AS Detail_12 FROM Logins_7)))))))
