SELECT From_7 AS `From`, a_long_8 AS `a_long`, a_real_9 AS `a_real`, b_10 AS `b`, c_11 AS `c`
FROM (
SELECT 'union_arg0' AS From_7, CAST(a_1 AS Nullable(Int64)) AS a_long_8, CAST(NULL AS Nullable(Float64)) AS a_real_9, b_2 AS b_10, CAST(NULL AS Nullable(Bool)) AS c_11 FROM (
SELECT tupleElement(row_3, 1) AS a_1, tupleElement(row_3, 2) AS b_2 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(1), 'x')], 'Array(Tuple(Nullable(Int64), String))')) AS row_3)) UNION ALL SELECT 'union_arg1', CAST(NULL AS Nullable(Int64)), CAST(a_4 AS Nullable(Float64)), '', CAST(c_5 AS Nullable(Bool)) FROM (
SELECT tupleElement(row_6, 1) AS a_4, tupleElement(row_6, 2) AS c_5 FROM (
SELECT arrayJoin(CAST([tuple(toFloat64(2.5), true)], 'Array(Tuple(Nullable(Float64), Nullable(Bool)))')) AS row_6))) ORDER BY From_7 ASC NULLS FIRST
