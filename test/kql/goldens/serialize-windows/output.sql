WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT User_9 AS `User`, N_23 AS `N`, Before_24 AS `Before`, After_25 AS `After`, Sum_26 AS `Sum`
FROM (
SELECT *, (toInt64(v_14) + 1 - 1) AS N_23, v_15 AS Before_24, if(isNull(v_18), toInt64(-1), v_17) AS After_25, ifNull(v_22, 0) AS Sum_26 FROM (
SELECT *, sum(Ms_11) OVER (PARTITION BY v_21 ORDER BY v_13 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS v_22 FROM (
SELECT *, sum(toUInt64(v_20)) OVER (ORDER BY v_13 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS v_21 FROM (
SELECT *, ifNull((User_9 != v_19), false) AS v_20 FROM (
SELECT *, row_number() OVER (ORDER BY v_13) AS v_14, lagInFrame(App_10, 1) OVER (ORDER BY v_13 ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS v_15, leadInFrame(v_16, 1) OVER (ORDER BY v_13 ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS v_17, leadInFrame(toNullable(1), 1) OVER (ORDER BY v_13 ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS v_18, lagInFrame(User_9, 1) OVER (ORDER BY v_13 ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS v_19 FROM (
SELECT *, row_number() OVER (ORDER BY Time_8 ASC NULLS FIRST) AS v_13, toNullable(Ms_11) AS v_16 FROM (
SELECT Time_1 AS Time_8, User_2 AS User_9, App_3 AS App_10, Ms_4 AS Ms_11 FROM Logins_7))))))) ORDER BY Time_8 ASC NULLS FIRST
