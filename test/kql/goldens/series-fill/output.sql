SELECT linear_16 AS `linear`, inside_17 AS `inside`, forward_18 AS `forward`, backward_19 AS `backward`, constant_20 AS `constant`
FROM (
SELECT *, if(startsWith(ifNull(s_1, ''), '['), concat('[', arrayStringConcat(if(arrayAll(g -> g, v_7), arrayMap(e -> '0.0', v_3), arrayMap((e, g, r, x) -> multiIf(NOT g, e, x AND NOT true, e, v_12, toString(toInt64(truncate(ifNull(r, 0)))), multiIf(isNull(r), 'null', isFinite(r), multiIf(
    isNaN(assumeNotNull(r)), 'NaN', isInfinite(assumeNotNull(r)), if(assumeNotNull(r) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(r)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(r)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(r)), '.') > 0, toString(assumeNotNull(r)),
    concat(toString(assumeNotNull(r)), '.0')), isNaN(r), '"NaN"', r > 0, '"Infinity"', '"-Infinity"')), v_3, v_7, v_13, v_14)), ','), ']'), NULL) AS linear_16, if(startsWith(ifNull(s_1, ''), '['), concat('[', arrayStringConcat(if(arrayAll(g -> g, v_7), arrayMap(e -> '0.0', v_3), arrayMap((e, g, r, x) -> multiIf(NOT g, e, x AND NOT v_15, e, v_12, toString(toInt64(truncate(ifNull(r, 0)))), multiIf(isNull(r), 'null', isFinite(r), multiIf(
    isNaN(assumeNotNull(r)), 'NaN', isInfinite(assumeNotNull(r)), if(assumeNotNull(r) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(r)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(r)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(r)), '.') > 0, toString(assumeNotNull(r)),
    concat(toString(assumeNotNull(r)), '.0')), isNaN(r), '"NaN"', r > 0, '"Infinity"', '"-Infinity"')), v_3, v_7, v_13, v_14)), ','), ']'), NULL) AS inside_17, if(startsWith(ifNull(s_1, ''), '['), concat('[', arrayStringConcat(arrayFill(e -> NOT (e = 'null'), v_3), ','), ']'), NULL) AS forward_18, if(startsWith(ifNull(s_1, ''), '['), concat('[', arrayStringConcat(arrayReverseFill(e -> NOT (e = 'null'), v_3), ','), ']'), NULL) AS backward_19, if(startsWith(ifNull(s_1, ''), '['), concat('[', arrayStringConcat(arrayMap(e -> if((e = 'null'), toString(toInt64(-1)), e), v_3), ','), ']'), NULL) AS constant_20 FROM (
SELECT *, arrayMap((b, a, bi, ai, i, bg, ag) -> if((bg OR ag), if(bg, a, b), b + (a - b) * (i - bi) / (ai - bi)), v_8, v_10, v_9, v_11, arrayEnumerate(v_3),
      arrayFill(g -> NOT g, v_7), arrayReverseFill(g -> NOT g, v_7)) AS v_13 FROM (
SELECT *, arrayMap(v -> ifNull(v, 0.), v_4) AS v_5, startsWith(ifNull(s_1, ''), '[') AND NOT has(v_4, NULL) AS v_6, arrayFill((x, g) -> NOT g, v_4, v_7) AS v_8, arrayFill((x, g) -> NOT g, arrayEnumerate(v_3), v_7) AS v_9, arrayReverseFill((x, g) -> NOT g, v_4, v_7) AS v_10, arrayReverseFill((x, g) -> NOT g, arrayEnumerate(v_3), v_7) AS v_11, arrayAll((e, g) -> g OR match(e, '^-?[0-9]+$'), v_3, v_7) AS v_12, arrayMap((bg, ag) -> bg OR ag, arrayFill(g -> NOT g, v_7), arrayReverseFill(g -> NOT g, v_7)) AS v_14 FROM (
SELECT *, arrayMap(e -> transform(e, ['"NaN"', '"Infinity"', '"-Infinity"'], [nan, inf, -inf], toFloat64OrNull(e)), v_3) AS v_4, arrayMap(e -> (e = 'null'), v_3) AS v_7 FROM (
SELECT *, if(match(ifNull(s_1, ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull(s_1, ''), 2, length(ifNull(s_1, '')) - 2)), JSONExtractArrayRaw(ifNull(s_1, ''))) AS v_3, ifNull(false, true) AS v_15 FROM (
SELECT tupleElement(row_2, 1) AS s_1 FROM (
SELECT arrayJoin(CAST([tuple('[null,4,null,10,null]'), tuple('[null,4.0,null,7.0,null]'), tuple('[null,null]'), tuple('[]')], 'Array(Tuple(Nullable(String)))')) AS row_2)))))))
