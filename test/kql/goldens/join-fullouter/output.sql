SELECT k_7 AS `k`, l_8 AS `l`, k_9 AS `k1`, r_10 AS `r`
FROM (
SELECT k_7, l_8, k_9, r_10 FROM (
SELECT toNullable(k_1) AS k_7, l_2 AS l_8 FROM (
SELECT tupleElement(row_3, 1) AS k_1, tupleElement(row_3, 2) AS l_2 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(1), 'a'), tuple(CAST(NULL AS Nullable(Int64)), 'n')], 'Array(Tuple(Nullable(Int64), String))')) AS row_3))) AS l_11 FULL JOIN (
SELECT toNullable(k_4) AS k_9, toNullable(r_5) AS r_10 FROM (
SELECT tupleElement(row_6, 1) AS k_4, tupleElement(row_6, 2) AS r_5 FROM (
SELECT arrayJoin(CAST([tuple(CAST(NULL AS Nullable(Int64)), true), tuple(toInt64(2), false)], 'Array(Tuple(Nullable(Int64), Nullable(Bool)))')) AS row_6))) AS r_12 ON k_7 <=> k_9) ORDER BY k_7 ASC NULLS FIRST, k_9 ASC NULLS FIRST
