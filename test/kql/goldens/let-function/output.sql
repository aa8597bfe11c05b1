SELECT v_1 AS `v`, w_3 AS `w`, z_4 AS `z`
FROM (
SELECT *, ((v_1 * toInt64(2)) + toInt64(0)) AS w_3, ((v_1 * toInt64(5)) + toInt64(0)) AS z_4 FROM (
SELECT * FROM (
SELECT tupleElement(row_2, 1) AS v_1 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(1)), tuple(toInt64(2)), tuple(toInt64(3))], 'Array(Tuple(Nullable(Int64)))')) AS row_2)) WHERE (v_1 >= (toInt64(2)))))
