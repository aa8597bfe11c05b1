SELECT user_1 AS `user`, Column1_6 AS `Column1`, no_8 AS `no`, ok_10 AS `ok`, user1_12 AS `user1`
FROM (
SELECT *, ifNull(a_5, 0) AS Column1_6, ifNull(a_7, 0) AS no_8, ifNull(a_9, 0) AS ok_10, ifNull(a_11, 0) AS user1_12 FROM (
SELECT user_1, sumIf(n_3, result_2 IN ('', 'Column1')) AS a_5, sumIf(n_3, result_2 IN ('no')) AS a_7, sumIf(n_3, result_2 IN ('ok')) AS a_9, sumIf(n_3, result_2 IN ('user', 'user1')) AS a_11 FROM (
SELECT tupleElement(row_4, 1) AS user_1, tupleElement(row_4, 2) AS result_2, tupleElement(row_4, 3) AS n_3 FROM (
SELECT arrayJoin(CAST([tuple('ann', 'ok', toInt64(2)), tuple('ann', 'no', toInt64(1)), tuple('ben', 'ok', toInt64(5)), tuple('ben', 'ok', toInt64(7)), tuple('eve', '', toInt64(9)), tuple('eve', 'user', toInt64(4))], 'Array(Tuple(String, String, Nullable(Int64)))')) AS row_4)) GROUP BY user_1)) ORDER BY user_1 ASC NULLS FIRST
