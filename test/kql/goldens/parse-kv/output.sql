SELECT s_1 AS `s`, a_6 AS `a`, b_7 AS `b`
FROM (
SELECT *, if(startsWith(v_5, '0x') OR startsWith(v_5, '0X'),
    if(match(v_5, '^0[xX][0-9a-fA-F]{1,16}$'), reinterpretAsInt64(reverse(unhex(leftPad(substring(v_5, 3), 16, '0')))), NULL),
    toInt64OrNull(v_5)) AS a_6, arrayElement(arrayConcat(arrayFirst(p -> trimBoth(p[1]) = 'b', v_3), ['', '']), 2) AS b_7 FROM (
SELECT *, trimBoth(v_4, ' \t\r\n') AS v_5 FROM (
SELECT *, arrayElement(arrayConcat(arrayFirst(p -> trimBoth(p[1]) = 'a', v_3), ['', '']), 2) AS v_4 FROM (
SELECT *, arrayMap(g -> [concat(g[1], g[2]), concat(g[3], g[4])], extractAllGroupsVertical(s_1, '(?:^|,)\\s*(?:"([^"]*)"|([^,=]*?))\\s*=\\s*(?:"([^"]*)"|([^,]*))')) AS v_3 FROM (
SELECT tupleElement(row_2, 1) AS s_1 FROM (
SELECT arrayJoin(CAST([tuple('a=1, b="x, y"'), tuple('b=z')], 'Array(Tuple(String))')) AS row_2))))))
