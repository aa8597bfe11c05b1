SELECT a_1 AS `a`, b_2 AS `b`, c_3 AS `c`, d_4 AS `d`, e_5 AS `e`, f_6 AS `f`
FROM (
SELECT tupleElement(row_7, 1) AS a_1, tupleElement(row_7, 2) AS b_2, tupleElement(row_7, 3) AS c_3, tupleElement(row_7, 4) AS d_4, tupleElement(row_7, 5) AS e_5, tupleElement(row_7, 6) AS f_6 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(1), toFloat64(1.5), true, toInt64(937840000000), '74be27de-1e4e-49d9-b579-fe0b331d3642', CAST('1.25' AS Decimal(76, 20))), tuple(CAST(NULL AS Nullable(Int64)), nan, CAST(NULL AS Nullable(Bool)), toInt64(-1), '', CAST(NULL AS Nullable(Decimal(76, 20))))], 'Array(Tuple(Nullable(Int64), Nullable(Float64), Nullable(Bool), Nullable(Int64), String, Nullable(Decimal(76, 20))))')) AS row_7))
