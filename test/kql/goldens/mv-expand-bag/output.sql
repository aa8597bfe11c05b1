SELECT d_5 AS `d`, k_7 AS `k`
FROM (
SELECT *, if(JSONType(v_6) = 'Array', ifNull(JSONExtract(v_6, 1, 'Nullable(String)'), ''), '') AS k_7 FROM (
SELECT *, if(startsWith(ifNull(d_5, ''), '{'), toJSONString(JSONExtractKeys(ifNull(d_5, '{}'))), NULL) AS v_6 FROM (
SELECT *, v_4 AS d_5 FROM (
SELECT *, if(i_3 < length(v_2), nullIf(v_2[i_3 + 1], 'null'), NULL) AS v_4 FROM (
SELECT *, toInt64(arrayJoin(range(toUInt64(arrayMax([toInt64(0), toInt64(length(v_2))]))))) AS i_3 FROM (
SELECT *, multiIf(startsWith(ifNull(d_1, ''), '['), if(match(ifNull(d_1, ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull(d_1, ''), 2, length(ifNull(d_1, '')) - 2)), JSONExtractArrayRaw(ifNull(d_1, ''))), startsWith(ifNull(d_1, ''), '{'), arrayMap(p -> concat('{', toJSONString(tupleElement(p, 1)), ':', tupleElement(p, 2), '}'), JSONExtractKeysAndValuesRaw(ifNull(d_1, ''))), [ifNull(d_1, 'null')]) AS v_2 FROM (
SELECT '{"a":1,"b":[2]}' AS d_1)))))))
