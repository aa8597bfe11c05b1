SELECT v_1 AS `v`, dense_11 AS `dense`, least_12 AS `least`
FROM (
SELECT *, toInt64(v_8) AS dense_11, toInt64(v_10) AS least_12 FROM (
SELECT *, sum(toUInt64(v_7)) OVER (ORDER BY v_4 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS v_8, max(if(v_7, v_9, 0)) OVER (ORDER BY v_4 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS v_10 FROM (
SELECT *, (isNull(v_6) OR NOT (v_5 <=> v_3)) AS v_7 FROM (
SELECT *, lagInFrame(v_3, 1) OVER (ORDER BY v_4 ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS v_5, lagInFrame(toNullable(1), 1) OVER (ORDER BY v_4 ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS v_6, row_number() OVER (ORDER BY v_4) AS v_9 FROM (
SELECT *, toNullable(v_1) AS v_3, row_number() OVER (ORDER BY v_1 DESC NULLS LAST) AS v_4 FROM (
SELECT tupleElement(row_2, 1) AS v_1 FROM (
SELECT arrayJoin(CAST([tuple(toInt64(20)), tuple(toInt64(10)), tuple(toInt64(20)), tuple(toInt64(5))], 'Array(Tuple(Nullable(Int64)))')) AS row_2))))))) ORDER BY v_1 DESC NULLS LAST
