SELECT s_1 AS `s`, Key_10 AS `Key`, Value_11 AS `Value`
FROM (
SELECT * FROM (
SELECT *, if(v_9, v_5, '') AS Key_10, if(v_9, v_8, NULL) AS Value_11 FROM (
SELECT *, v_4 AND isNotNull(v_8) AS v_9 FROM (
SELECT *, if(startsWith(v_7, '0x') OR startsWith(v_7, '0X'),
    if(match(v_7, '^0[xX][0-9a-fA-F]{1,16}$'), reinterpretAsInt64(reverse(unhex(leftPad(substring(v_7, 3), 16, '0')))), NULL),
    toInt64OrNull(v_7)) AS v_8 FROM (
SELECT *, trimBoth(v_6, ' \t\r\n') AS v_7 FROM (
SELECT *, v_3[1] AS v_5, trimBoth(v_3[2], ' \t\r\n') AS v_6 FROM (
SELECT *, extractGroups(s_1, '(?s)^(.*?): (.*)$') AS v_3, match(s_1, '(?s)^(.*?): (.*)$') AS v_4 FROM (
SELECT tupleElement(row_2, 1) AS s_1 FROM (
SELECT arrayJoin(CAST([tuple('a: 1'), tuple('b: x'), tuple('c')], 'Array(Tuple(String))')) AS row_2)))))))) WHERE v_9)
