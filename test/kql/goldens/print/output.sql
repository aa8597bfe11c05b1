SELECT print_0_1 AS `print_0`, s_2 AS `s`, print_2_3 AS `print_2`
FROM (
SELECT toInt64(3) AS print_0_1, concat('a', toString(toInt64(1)), if(true, 'True', 'False')) AS s_2, toInt64(36000000000) AS print_2_3)
