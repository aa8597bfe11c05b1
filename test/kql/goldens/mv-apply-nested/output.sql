SELECT any_21 AS `user`, any_22 AS `places`, total_19 AS `total`, n_20 AS `n`
FROM (
SELECT *, ifNull(sum_17, 0) AS total_19, toInt64(count_18) AS n_20 FROM (
SELECT row_4, sum(place_16) AS sum_17, count() AS count_18, any(user_1) AS any_21, any(places_2) AS any_22 FROM (
SELECT * FROM (
SELECT *, multiIf(
    v_12 = 'true', 1, v_12 = 'false', 0,
    startsWith(v_12, '"'), if(startsWith(v_15, '0x') OR startsWith(v_15, '0X'),
    if(match(v_15, '^0[xX][0-9a-fA-F]{1,16}$'), reinterpretAsInt64(reverse(unhex(leftPad(substring(v_15, 3), 16, '0')))), NULL),
    toInt64OrNull(v_15)),
    ifNull(toInt64OrNull(v_13), multiIf(isInfinite(v_14), NULL, v_14 >= 9223372036854775807, toInt64('9223372036854775807'), v_14 <= -9223372036854775808, toInt64('-9223372036854775808'), accurateCastOrNull(trunc(v_14), 'Int64')))) AS place_16 FROM (
SELECT *, toFloat64OrNull(v_13) AS v_14, trimBoth(v_13, ' \t\r\n') AS v_15 FROM (
SELECT *, ifNull(if(startsWith(v_12, '"'), JSONExtractString(v_12), v_12), '') AS v_13 FROM (
SELECT *, if(i_11 < length(v_10), nullIf(v_10[i_11 + 1], 'null'), NULL) AS v_12 FROM (
SELECT *, toInt64(arrayJoin(range(toUInt64(arrayMax([toInt64(0), toInt64(length(v_10))]))))) AS i_11 FROM (
SELECT *, multiIf(startsWith(ifNull(list_8, ''), '['), if(match(ifNull(list_8, ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull(list_8, ''), 2, length(ifNull(list_8, '')) - 2)), JSONExtractArrayRaw(ifNull(list_8, ''))), startsWith(ifNull(list_8, ''), '{'), arrayMap(p -> concat('{', toJSONString(tupleElement(p, 1)), ':', tupleElement(p, 2), '}'), JSONExtractKeysAndValuesRaw(ifNull(list_8, ''))), [ifNull(list_8, 'null')]) AS v_10 FROM (
SELECT *, row_number() OVER () AS row_9 FROM (
SELECT *, v_7 AS list_8 FROM (
SELECT *, if(i_6 < length(v_5), nullIf(v_5[i_6 + 1], 'null'), NULL) AS v_7 FROM (
SELECT *, toInt64(arrayJoin(range(toUInt64(arrayMax([toInt64(0), toInt64(length(v_5))]))))) AS i_6 FROM (
SELECT *, multiIf(startsWith(ifNull(places_2, ''), '['), if(match(ifNull(places_2, ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull(places_2, ''), 2, length(ifNull(places_2, '')) - 2)), JSONExtractArrayRaw(ifNull(places_2, ''))), startsWith(ifNull(places_2, ''), '{'), arrayMap(p -> concat('{', toJSONString(tupleElement(p, 1)), ':', tupleElement(p, 2), '}'), JSONExtractKeysAndValuesRaw(ifNull(places_2, ''))), [ifNull(places_2, 'null')]) AS v_5 FROM (
SELECT *, row_number() OVER () AS row_4 FROM (
SELECT tupleElement(row_3, 1) AS user_1, tupleElement(row_3, 2) AS places_2 FROM (
SELECT arrayJoin(CAST([tuple('ann', '[[1,2],[3]]'), tuple('ben', '[[5,6,7]]'), tuple('eve', '[[]]')], 'Array(Tuple(String, Nullable(String)))')) AS row_3)))))))))))))) ORDER BY place_16 DESC NULLS LAST LIMIT 1 BY row_9) GROUP BY row_4 ORDER BY min(rowNumberInAllBlocks()))) ORDER BY any_21 ASC NULLS FIRST
