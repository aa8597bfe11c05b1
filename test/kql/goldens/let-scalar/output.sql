SELECT a_1 AS `a`, b_2 AS `b`
FROM (
SELECT toInt64(6) AS a_1, reinterpret(toInt64(17042400000000000), 'DateTime64(7, \'UTC\')') AS b_2)
