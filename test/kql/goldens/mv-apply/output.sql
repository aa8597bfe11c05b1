WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT any_25 AS `User`, Tags_22 AS `Tags`, N_23 AS `N`
FROM (
SELECT *, arrayStringConcat(arrayMap(x -> if(startsWith(x, '"'), JSONExtractString(x), if(x = 'null', '', x)), if(match(ifNull(v_20, ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull(v_20, ''), 2, length(ifNull(v_20, '')) - 2)), JSONExtractArrayRaw(ifNull(v_20, '')))), '+') AS Tags_22, toInt64(count_21) AS N_23 FROM (
SELECT *, concat('[', arrayStringConcat(arraySlice(arrayMap(each -> toJSONString(each), groupArray_19), 1, 1048576), ','), ']') AS v_20 FROM (
SELECT row_13, groupArray(Tag_18) AS groupArray_19, count() AS count_21, any(User_9) AS any_25 FROM (
SELECT *, ifNull(if(startsWith(v_17, '"'), JSONExtractString(v_17), v_17), '') AS Tag_18 FROM (
SELECT *, if(i_16 < length(v_15), nullIf(v_15[i_16 + 1], 'null'), NULL) AS v_17 FROM (
SELECT *, toInt64(arrayJoin(range(toUInt64(arrayMax([toInt64(0), toInt64(length(v_15))]))))) AS i_16 FROM (
SELECT *, multiIf(startsWith(ifNull(v_14, ''), '['), if(match(ifNull(v_14, ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull(v_14, ''), 2, length(ifNull(v_14, '')) - 2)), JSONExtractArrayRaw(ifNull(v_14, ''))), startsWith(ifNull(v_14, ''), '{'), arrayMap(p -> concat('{', toJSONString(tupleElement(p, 1)), ':', tupleElement(p, 2), '}'), JSONExtractKeysAndValuesRaw(ifNull(v_14, ''))), [ifNull(v_14, 'null')]) AS v_15 FROM (
SELECT *, nullIf(nullIf(JSONExtractRaw(Detail_12, 'tags'), ''), 'null') AS v_14 FROM (
SELECT *, row_number() OVER () AS row_13 FROM (
SELECT User_2 AS User_9, Detail_5 AS Detail_12 FROM Logins_7))))))) GROUP BY row_13 ORDER BY min(rowNumberInAllBlocks()))))
