SELECT Row_7 AS `Row`, Column_8 AS `Column`, Value_9 AS `Value`
FROM (
SELECT toInt64(row_5) AS Row_7, tupleElement(cell_6, 1) AS Column_8, tupleElement(cell_6, 2) AS Value_9 FROM (
SELECT *, arrayJoin([tuple('user', user_1), tuple('n', ifNull(toString(n_2), '')), tuple('d', ifNull(if(startsWith(d_3, '"'), JSONExtractString(d_3), d_3), ''))]) AS cell_6 FROM (
SELECT *, rowNumberInAllBlocks() AS row_5 FROM (
SELECT * FROM (
SELECT tupleElement(row_4, 1) AS user_1, tupleElement(row_4, 2) AS n_2, tupleElement(row_4, 3) AS d_3 FROM (
SELECT arrayJoin(CAST([tuple('ann', toInt64(2), '[1]'), tuple('ben', CAST(NULL AS Nullable(Int64)), '{"a":1}')], 'Array(Tuple(String, Nullable(Int64), Nullable(String)))')) AS row_4))))))
