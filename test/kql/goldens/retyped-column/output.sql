SELECT ticks_4 AS `ticks`, wide_5 AS `wide`, again_6 AS `again`, named_7 AS `named`
FROM (
SELECT *, ticks_4 AS again_6, 'long' AS named_7 FROM (
SELECT *, s_1 AS ticks_4, i_2 AS wide_5 FROM (
SELECT tupleElement(row_3, 1) AS s_1, tupleElement(row_3, 2) AS i_2 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(36000000000), toInt64(3))], 'Array(Tuple(Nullable(Int64), Nullable(Int64)))')) AS row_3))))
