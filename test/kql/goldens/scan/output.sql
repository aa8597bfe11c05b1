SELECT x_2 AS `x`, sum_4 AS `sum`
FROM (
SELECT tupleElement(rows_7[at_9], 1) AS x_2, tupleElement(made_8[at_9], 2) AS sum_4, at_9 FROM (
SELECT rows_7, made_8, arrayJoin(arrayEnumerate(rows_7)) AS at_9 FROM (
SELECT rows_7, tupleElement(arrayFold((acc_6, r_5) -> tuple(if(ifNull(true, false), CAST(tuple(CAST((tupleElement(r_5, 1) + tupleElement(tupleElement(acc_6, 1), 1)) AS Nullable(Int64))), 'Tuple(Nullable(Int64))'), tupleElement(acc_6, 1)), arrayPushBack(tupleElement(acc_6, 2), CAST(tuple(toUInt8(ifNull(true, false)), CAST((tupleElement(r_5, 1) + tupleElement(tupleElement(acc_6, 1), 1)) AS Nullable(Int64))), 'Tuple(UInt8, Nullable(Int64))'))), rows_7, CAST(tuple(tuple(toInt64(0)), []), 'Tuple(Tuple(Nullable(Int64)), Array(Tuple(UInt8, Nullable(Int64))))')), 2) AS made_8 FROM (
SELECT arrayMap(x -> tupleElement(x, 2), arraySort(x -> tupleElement(x, 1), groupArray(tuple(at_9, tuple(x_2))))) AS rows_7 FROM (
SELECT *, row_number() OVER (ORDER BY x_2 ASC NULLS FIRST) AS at_9 FROM (
SELECT value_3 AS x_2 FROM (
SELECT *, toInt64(1) + toInt64(at_1) * toInt64(1) AS value_3 FROM (
SELECT number AS at_1 FROM numbers(if(ifNull(toInt64(1) != 0 AND (toInt64(4) - toInt64(1)) / toInt64(1) >= 0, false), toUInt64(assumeNotNull(intDivOrNull((toInt64(4) - toInt64(1)), toInt64(1)))) + 1, 0))))))))) WHERE tupleElement(made_8[at_9], 1) = 1) ORDER BY at_9 ASC NULLS FIRST
