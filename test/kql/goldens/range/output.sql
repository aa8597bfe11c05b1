SELECT t_4 AS `t`, n_6 AS `n`
FROM (
SELECT *, reinterpret(intDiv(reinterpretAsInt64(t_4) + 621355968000000000, toInt64(432000000000)) * toInt64(432000000000) - 621355968000000000, 'DateTime64(7, \'UTC\')') AS n_6 FROM (
SELECT if(value_5 BETWEEN -621355968000000000 AND 2534023007999999999, reinterpret(value_5, 'DateTime64(7, \'UTC\')'), NULL) AS t_4 FROM (
SELECT *, reinterpretAsInt64(v_1) + toInt64(at_3) * toInt64(216000000000) AS value_5 FROM (
SELECT *, arrayJoin(range(if(ifNull(toInt64(216000000000) != 0 AND (reinterpretAsInt64(v_2) - reinterpretAsInt64(v_1)) / toInt64(216000000000) >= 0, false), toUInt64(assumeNotNull(intDivOrNull((reinterpretAsInt64(v_2) - reinterpretAsInt64(v_1)), toInt64(216000000000)))) + 1, 0))) AS at_3 FROM (
SELECT reinterpret(toInt64(17040672000000000), 'DateTime64(7, \'UTC\')') AS v_1, reinterpret(toInt64(17041536000000000), 'DateTime64(7, \'UTC\')') AS v_2))))) ORDER BY t_4 ASC NULLS FIRST
