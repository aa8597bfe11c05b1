SELECT x_1 AS `x`, y_2 AS `y`, eq_4 AS `eq`, ne_5 AS `ne`, lt_6 AS `lt`, sum_7 AS `sum`, isn_8 AS `isn`
FROM (
SELECT *, if(isNull(x_1) AND isNull(y_2), NULL, ifNull((x_1 = y_2), false)) AS eq_4, if(isNull(x_1) AND isNull(y_2), NULL, ifNull((x_1 != y_2), true)) AS ne_5, (x_1 < y_2) AS lt_6, (x_1 + y_2) AS sum_7, isNull(x_1) AS isn_8 FROM (
SELECT tupleElement(row_3, 1) AS x_1, tupleElement(row_3, 2) AS y_2 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(1), toInt64(1)), tuple(toInt64(1), CAST(NULL AS Nullable(Int64))), tuple(CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(Int64)))], 'Array(Tuple(Nullable(Int64), Nullable(Int64)))')) AS row_3)))
