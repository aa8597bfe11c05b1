SELECT a_7 AS `a`
FROM (
SELECT CAST(a_1 AS Nullable(Int64)) AS a_7 FROM (
SELECT tupleElement(row_3, 1) AS a_1, tupleElement(row_3, 2) AS b_2 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(1), 'x')], 'Array(Tuple(Nullable(Int64), String))')) AS row_3)) UNION ALL SELECT CAST(a_4 AS Nullable(Int64)) FROM (
SELECT tupleElement(row_6, 1) AS a_4, tupleElement(row_6, 2) AS c_5 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(2), 'y')], 'Array(Tuple(Nullable(Int64), String))')) AS row_6))) ORDER BY a_7 ASC NULLS FIRST
