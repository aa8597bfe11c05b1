WITH Random_6 AS MATERIALIZED (
SELECT x_2, r_5 FROM (
SELECT *, randCanonical(4) AS r_5 FROM (
SELECT value_3 AS x_2 FROM (
SELECT *, toInt64(1) + toInt64(at_1) * toInt64(1) AS value_3 FROM (
SELECT number AS at_1 FROM numbers(if(ifNull(toInt64(1) != 0 AND (toInt64(3) - toInt64(1)) / toInt64(1) >= 0, false), toUInt64(assumeNotNull(intDivOrNull((toInt64(3) - toInt64(1)), toInt64(1)))) + 1, 0)))))))
SELECT x_9 AS `x`, same_15 AS `same`
FROM (
SELECT *, (r_8 = r_11) AS same_15 FROM (
SELECT x_9, r_8, x_12, r_11 FROM (
SELECT x_2 AS x_9, r_5 AS r_8 FROM Random_6) AS l_13 INNER JOIN (
SELECT x_2 AS x_12, r_5 AS r_11 FROM Random_6) AS r_14 ON x_9 <=> x_12)) ORDER BY x_9 ASC NULLS FIRST
