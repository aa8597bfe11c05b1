SELECT d_1 AS `d`, one_6 AS `one`, c_7 AS `c`, none_8 AS `none`, wrong_9 AS `wrong`, eq_10 AS `eq`, type_11 AS `type`
FROM (
SELECT *, if(JSONType(d_1, 'a', 'b') = 'Array', nullIf(nullIf(JSONExtractRaw(d_1, 'a', 'b', 1), ''), 'null'), NULL) AS one_6, if(JSONType(d_1, 'a', 'b') = 'Array', ifNull(JSONExtract(d_1, 'a', 'b', -1, 'c', 'Nullable(String)'), ''), '') AS c_7, nullIf(nullIf(JSONExtractRaw(d_1, 'a', 'x', 'y'), ''), 'null') AS none_8, if(JSONType(d_1, 'a') = 'Array', nullIf(nullIf(JSONExtractRaw(d_1, 'a', 1), ''), 'null'), NULL) AS wrong_9, ifNull((multiIf(
    v_2 = 'true', 1, v_2 = 'false', 0,
    startsWith(v_2, '"'), if(startsWith(v_5, '0x') OR startsWith(v_5, '0X'),
    if(match(v_5, '^0[xX][0-9a-fA-F]{1,16}$'), reinterpretAsInt64(reverse(unhex(leftPad(substring(v_5, 3), 16, '0')))), NULL),
    toInt64OrNull(v_5)),
    ifNull(toInt64OrNull(v_3), multiIf(isInfinite(v_4), NULL, v_4 >= 9223372036854775807, toInt64('9223372036854775807'), v_4 <= -9223372036854775808, toInt64('-9223372036854775808'), accurateCastOrNull(trunc(v_4), 'Int64')))) = toInt64(1)), false) AS eq_10, transform(toString(JSONType(ifNull(nullIf(nullIf(JSONExtractRaw(d_1, 'a', 'b'), ''), 'null'), 'null'))),
      ['Null', 'Object', 'Array', 'String', 'Int64', 'UInt64', 'Double', 'Bool'],
      ['null', 'dictionary', 'array', 'string', 'long', 'long', 'double', 'bool'], 'null') AS type_11 FROM (
SELECT *, toFloat64OrNull(v_3) AS v_4, trimBoth(v_3, ' \t\r\n') AS v_5 FROM (
SELECT *, nullIf(nullIf(JSONExtractRaw(d_1, 't'), ''), 'null') AS v_2, ifNull(JSONExtract(d_1, 't', 'Nullable(String)'), '') AS v_3 FROM (
SELECT '{"a":{"b":[1,{"c":"x"}]},"n":null,"t":"1"}' AS d_1))))
