SELECT v_1 AS `v`, sum_3 AS `sum`
FROM (
SELECT *, (v_1 + (toInt64(5))) AS sum_3 FROM (
SELECT tupleElement(row_2, 1) AS v_1 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(1))], 'Array(Tuple(Nullable(Int64)))')) AS row_2)))
