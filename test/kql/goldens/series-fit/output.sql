SELECT Slope_73 AS `Slope`, RSquare_74 AS `RSquare`, Interception_75 AS `Interception`, two_76 AS `two`
FROM (
SELECT *, if(isFinite((Slope_20 * exp10(6))), (v_25 / exp10(6)), Slope_20) AS Slope_73, if(isFinite((RSquare_19 * exp10(6))), (v_26 / exp10(6)), RSquare_19) AS RSquare_74, if(isFinite((Interception_23 * exp10(6))), (v_27 / exp10(6)), Interception_23) AS Interception_75, nullIf(nullIf(JSONExtractRaw(v_72, 'split_idx'), ''), 'null') AS two_76 FROM (
SELECT *, if(v_31 AND length(v_30) >= 4, concat('{', '"rsquare":', multiIf(isNull(v_62), 'null', isFinite(v_62), multiIf(
    isNaN(assumeNotNull(v_62)), 'NaN', isInfinite(assumeNotNull(v_62)), if(assumeNotNull(v_62) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_62)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_62)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_62)), '.') > 0, toString(assumeNotNull(v_62)),
    concat(toString(assumeNotNull(v_62)), '.0')), isNaN(v_62), '"NaN"', v_62 > 0, '"Infinity"', '"-Infinity"'), ',', '"split_idx":', toString(v_63), ',', '"variance":', multiIf(isNull(v_64), 'null', isFinite(v_64), multiIf(
    isNaN(assumeNotNull(v_64)), 'NaN', isInfinite(assumeNotNull(v_64)), if(assumeNotNull(v_64) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_64)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_64)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_64)), '.') > 0, toString(assumeNotNull(v_64)),
    concat(toString(assumeNotNull(v_64)), '.0')), isNaN(v_64), '"NaN"', v_64 > 0, '"Infinity"', '"-Infinity"'), ',', '"rvariance":', multiIf(isNull(v_65), 'null', isFinite(v_65), multiIf(
    isNaN(assumeNotNull(v_65)), 'NaN', isInfinite(assumeNotNull(v_65)), if(assumeNotNull(v_65) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_65)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_65)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_65)), '.') > 0, toString(assumeNotNull(v_65)),
    concat(toString(assumeNotNull(v_65)), '.0')), isNaN(v_65), '"NaN"', v_65 > 0, '"Infinity"', '"-Infinity"'), ',', '"line_fit":', concat('[', arrayStringConcat(arrayMap(r -> multiIf(isNull(r), 'null', isFinite(r), multiIf(
    isNaN(assumeNotNull(r)), 'NaN', isInfinite(assumeNotNull(r)), if(assumeNotNull(r) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(r)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(r)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(r)), '.') > 0, toString(assumeNotNull(r)),
    concat(toString(assumeNotNull(r)), '.0')), isNaN(r), '"NaN"', r > 0, '"Infinity"', '"-Infinity"'), arrayConcat(arrayMap(x -> v_44 * x + v_45, arrayMap(i -> toFloat64(i), arrayEnumerate(v_38))), arrayMap(x -> v_51 * x + v_52, arrayMap(i -> toFloat64(i), arrayEnumerate(v_39))))), ','), ']'), ',', '"right_rsquare":', multiIf(isNull(v_66), 'null', isFinite(v_66), multiIf(
    isNaN(assumeNotNull(v_66)), 'NaN', isInfinite(assumeNotNull(v_66)), if(assumeNotNull(v_66) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_66)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_66)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_66)), '.') > 0, toString(assumeNotNull(v_66)),
    concat(toString(assumeNotNull(v_66)), '.0')), isNaN(v_66), '"NaN"', v_66 > 0, '"Infinity"', '"-Infinity"'), ',', '"right_slope":', multiIf(isNull(v_51), 'null', isFinite(v_51), multiIf(
    isNaN(assumeNotNull(v_51)), 'NaN', isInfinite(assumeNotNull(v_51)), if(assumeNotNull(v_51) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_51)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_51)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_51)), '.') > 0, toString(assumeNotNull(v_51)),
    concat(toString(assumeNotNull(v_51)), '.0')), isNaN(v_51), '"NaN"', v_51 > 0, '"Infinity"', '"-Infinity"'), ',', '"right_interception":', multiIf(isNull(v_52), 'null', isFinite(v_52), multiIf(
    isNaN(assumeNotNull(v_52)), 'NaN', isInfinite(assumeNotNull(v_52)), if(assumeNotNull(v_52) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_52)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_52)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_52)), '.') > 0, toString(assumeNotNull(v_52)),
    concat(toString(assumeNotNull(v_52)), '.0')), isNaN(v_52), '"NaN"', v_52 > 0, '"Infinity"', '"-Infinity"'), ',', '"right_variance":', multiIf(isNull(v_67), 'null', isFinite(v_67), multiIf(
    isNaN(assumeNotNull(v_67)), 'NaN', isInfinite(assumeNotNull(v_67)), if(assumeNotNull(v_67) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_67)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_67)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_67)), '.') > 0, toString(assumeNotNull(v_67)),
    concat(toString(assumeNotNull(v_67)), '.0')), isNaN(v_67), '"NaN"', v_67 > 0, '"Infinity"', '"-Infinity"'), ',', '"right_rvariance":', multiIf(isNull(v_68), 'null', isFinite(v_68), multiIf(
    isNaN(assumeNotNull(v_68)), 'NaN', isInfinite(assumeNotNull(v_68)), if(assumeNotNull(v_68) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_68)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_68)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_68)), '.') > 0, toString(assumeNotNull(v_68)),
    concat(toString(assumeNotNull(v_68)), '.0')), isNaN(v_68), '"NaN"', v_68 > 0, '"Infinity"', '"-Infinity"'), ',', '"left_rsquare":', multiIf(isNull(v_69), 'null', isFinite(v_69), multiIf(
    isNaN(assumeNotNull(v_69)), 'NaN', isInfinite(assumeNotNull(v_69)), if(assumeNotNull(v_69) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_69)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_69)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_69)), '.') > 0, toString(assumeNotNull(v_69)),
    concat(toString(assumeNotNull(v_69)), '.0')), isNaN(v_69), '"NaN"', v_69 > 0, '"Infinity"', '"-Infinity"'), ',', '"left_slope":', multiIf(isNull(v_44), 'null', isFinite(v_44), multiIf(
    isNaN(assumeNotNull(v_44)), 'NaN', isInfinite(assumeNotNull(v_44)), if(assumeNotNull(v_44) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_44)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_44)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_44)), '.') > 0, toString(assumeNotNull(v_44)),
    concat(toString(assumeNotNull(v_44)), '.0')), isNaN(v_44), '"NaN"', v_44 > 0, '"Infinity"', '"-Infinity"'), ',', '"left_interception":', multiIf(isNull(v_45), 'null', isFinite(v_45), multiIf(
    isNaN(assumeNotNull(v_45)), 'NaN', isInfinite(assumeNotNull(v_45)), if(assumeNotNull(v_45) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_45)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_45)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_45)), '.') > 0, toString(assumeNotNull(v_45)),
    concat(toString(assumeNotNull(v_45)), '.0')), isNaN(v_45), '"NaN"', v_45 > 0, '"Infinity"', '"-Infinity"'), ',', '"left_variance":', multiIf(isNull(v_70), 'null', isFinite(v_70), multiIf(
    isNaN(assumeNotNull(v_70)), 'NaN', isInfinite(assumeNotNull(v_70)), if(assumeNotNull(v_70) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_70)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_70)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_70)), '.') > 0, toString(assumeNotNull(v_70)),
    concat(toString(assumeNotNull(v_70)), '.0')), isNaN(v_70), '"NaN"', v_70 > 0, '"Infinity"', '"-Infinity"'), ',', '"left_rvariance":', multiIf(isNull(v_71), 'null', isFinite(v_71), multiIf(
    isNaN(assumeNotNull(v_71)), 'NaN', isInfinite(assumeNotNull(v_71)), if(assumeNotNull(v_71) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(v_71)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(v_71)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(v_71)), '.') > 0, toString(assumeNotNull(v_71)),
    concat(toString(assumeNotNull(v_71)), '.0')), isNaN(v_71), '"NaN"', v_71 > 0, '"Infinity"', '"-Infinity"'), '}'), NULL) AS v_72 FROM (
SELECT *, 1 - v_61 / v_57 AS v_62, v_61 / (length(v_30) - 1) AS v_65 FROM (
SELECT *, v_46 + v_53 AS v_61, 1 - v_53 / v_50 AS v_66, v_53 / (length(v_39) - 1) AS v_68, 1 - v_46 / v_43 AS v_69, v_46 / (length(v_38) - 1) AS v_71 FROM (
SELECT *, arraySum((x, y) -> pow(y - (v_44 * x + v_45), 2), v_40, v_38) AS v_46, arraySum((x, y) -> pow(y - (v_51 * x + v_52), 2), v_47, v_39) AS v_53 FROM (
SELECT *, v_42 - v_44 * v_41 AS v_45, v_49 - v_51 * v_48 AS v_52, v_50 / (length(v_39) - 1) AS v_67, v_43 / (length(v_38) - 1) AS v_70 FROM (
SELECT *, arraySum(y -> (y - v_42) * (y - v_42), v_38) AS v_43, arraySum((x, y) -> (x - v_41) * (y - v_42), v_40, v_38) / arraySum(x -> (x - v_41) * (x - v_41), v_40) AS v_44, arraySum(y -> (y - v_49) * (y - v_49), v_39) AS v_50, arraySum((x, y) -> (x - v_48) * (y - v_49), v_47, v_39) / arraySum(x -> (x - v_48) * (x - v_48), v_47) AS v_51 FROM (
SELECT *, arrayMap(i -> toFloat64(i), arrayEnumerate(v_38)) AS v_40, (length(v_38) + 1) / 2 AS v_41, arraySum(v_38) / length(v_38) AS v_42, arrayMap(i -> toFloat64(i), arrayEnumerate(v_39)) AS v_47, (length(v_39) + 1) / 2 AS v_48, arraySum(v_39) / length(v_39) AS v_49 FROM (
SELECT *, arraySlice(v_30, 1, v_37) AS v_38, arraySlice(v_30, v_37 + 1) AS v_39, toInt64(v_37) AS v_63 FROM (
SELECT *, indexOf(v_36, arrayMin(v_36)) + 1 AS v_37 FROM (
SELECT *, arrayPushBack(arrayMap((l, r) -> l + r, arraySlice(v_34, 2, greatest(toInt64(length(v_34)) - 3, 0)), arraySlice(v_35, 3, greatest(toInt64(length(v_34)) - 3, 0))), inf) AS v_36, arraySum((x, y) -> pow(y - (v_58 * x + v_59), 2), v_54, v_30) AS v_60 FROM (
SELECT *, arrayReverse(arrayMap((k, sy, syy, sxy) -> if(k < 2, 0., greatest(0., (syy - sy * sy / k) - (sxy - sy * (k + 1) / 2) * (sxy - sy * (k + 1) / 2) / (k * (k * k - 1) / 12))), arrayMap(i -> toFloat64(i), arrayEnumerate(v_33)), arrayCumSum(v_33), arrayCumSum(y -> y * y, v_33), arrayCumSum((x, y) -> x * y, arrayMap(i -> toFloat64(i), arrayEnumerate(v_33)), v_33))) AS v_35, v_56 - v_58 * v_55 AS v_59, v_57 / (length(v_30) - 1) AS v_64 FROM (
SELECT *, arrayReverse(v_32) AS v_33, arrayMap((k, sy, syy, sxy) -> if(k < 2, 0., greatest(0., (syy - sy * sy / k) - (sxy - sy * (k + 1) / 2) * (sxy - sy * (k + 1) / 2) / (k * (k * k - 1) / 12))), arrayMap(i -> toFloat64(i), arrayEnumerate(v_32)), arrayCumSum(v_32), arrayCumSum(y -> y * y, v_32), arrayCumSum((x, y) -> x * y, arrayMap(i -> toFloat64(i), arrayEnumerate(v_32)), v_32)) AS v_34, arraySum(y -> (y - v_56) * (y - v_56), v_30) AS v_57, arraySum((x, y) -> (x - v_55) * (y - v_56), v_54, v_30) / arraySum(x -> (x - v_55) * (x - v_55), v_54) AS v_58 FROM (
SELECT *, arrayMap((y, m) -> y - m, v_30, arrayWithConstant(length(v_30), arraySum(v_30) / length(v_30))) AS v_32, arrayMap(i -> toFloat64(i), arrayEnumerate(v_30)) AS v_54, (length(v_30) + 1) / 2 AS v_55, arraySum(v_30) / length(v_30) AS v_56 FROM (
SELECT *, arrayMap(v -> ifNull(v, 0.), v_29) AS v_30, startsWith(ifNull('[0,0,0,0,10,10,10,10]', ''), '[') AND NOT has(v_29, NULL) AS v_31 FROM (
SELECT *, arrayMap(e -> transform(e, ['"NaN"', '"Infinity"', '"-Infinity"'], [nan, inf, -inf], toFloat64OrNull(e)), v_28) AS v_29 FROM (
SELECT *, if((Slope_20 * exp10(6)) < 0, ceil((Slope_20 * exp10(6)) - 0.5), floor((Slope_20 * exp10(6)) + 0.5)) AS v_25, if((RSquare_19 * exp10(6)) < 0, ceil((RSquare_19 * exp10(6)) - 0.5), floor((RSquare_19 * exp10(6)) + 0.5)) AS v_26, if((Interception_23 * exp10(6)) < 0, ceil((Interception_23 * exp10(6)) - 0.5), floor((Interception_23 * exp10(6)) + 0.5)) AS v_27, if(match(ifNull('[0,0,0,0,10,10,10,10]', ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull('[0,0,0,0,10,10,10,10]', ''), 2, length(ifNull('[0,0,0,0,10,10,10,10]', '')) - 2)), JSONExtractArrayRaw(ifNull('[0,0,0,0,10,10,10,10]', ''))) AS v_28 FROM (
SELECT *, if(v_11 AND length(v_10) > 0, 1 - v_18 / v_15, NULL) AS RSquare_19, if(v_11 AND length(v_10) > 0, v_16, NULL) AS Slope_20, if(v_11 AND length(v_10) > 0, v_15 / (length(v_10) - 1), NULL) AS Variance_21, if(v_11 AND length(v_10) > 0, v_18 / (length(v_10) - 1), NULL) AS RVariance_22, if(v_11 AND length(v_10) > 0, v_17, NULL) AS Interception_23, if(v_11 AND length(v_10) > 0, concat('[', arrayStringConcat(arrayMap(r -> multiIf(isNull(r), 'null', isFinite(r), multiIf(
    isNaN(assumeNotNull(r)), 'NaN', isInfinite(assumeNotNull(r)), if(assumeNotNull(r) > 0, 'inf', '-inf'),
    position(toString(assumeNotNull(r)), 'e') > 0, replaceRegexpOne(replaceRegexpOne(toString(assumeNotNull(r)), 'e(\\d)', 'e+\\1'), 'e([+-])(\\d)$', 'e\\10\\2'),
    position(toString(assumeNotNull(r)), '.') > 0, toString(assumeNotNull(r)),
    concat(toString(assumeNotNull(r)), '.0')), isNaN(r), '"NaN"', r > 0, '"Infinity"', '"-Infinity"'), arrayMap(x -> v_16 * x + v_17, arrayMap(i -> toFloat64(i), arrayEnumerate(v_10)))), ','), ']'), NULL) AS LineFit_24 FROM (
SELECT *, arraySum((x, y) -> pow(y - (v_16 * x + v_17), 2), v_12, v_10) AS v_18 FROM (
SELECT *, v_14 - v_16 * v_13 AS v_17 FROM (
SELECT *, arraySum(y -> (y - v_14) * (y - v_14), v_10) AS v_15, arraySum((x, y) -> (x - v_13) * (y - v_14), v_12, v_10) / arraySum(x -> (x - v_13) * (x - v_13), v_12) AS v_16 FROM (
SELECT *, arrayMap(i -> toFloat64(i), arrayEnumerate(v_10)) AS v_12, (length(v_10) + 1) / 2 AS v_13, arraySum(v_10) / length(v_10) AS v_14 FROM (
SELECT *, arrayMap(v -> ifNull(v, 0.), v_9) AS v_10, startsWith(ifNull(y_7, ''), '[') AND NOT has(v_9, NULL) AS v_11 FROM (
SELECT *, arrayMap(e -> transform(e, ['"NaN"', '"Infinity"', '"-Infinity"'], [nan, inf, -inf], toFloat64OrNull(e)), v_8) AS v_9 FROM (
SELECT *, if(match(ifNull(y_7, ''), '^\\[[^"\\[\\]{}\\s]+\\]$'), splitByChar(',', substring(ifNull(y_7, ''), 2, length(ifNull(y_7, '')) - 2)), JSONExtractArrayRaw(ifNull(y_7, ''))) AS v_8 FROM (
SELECT *, ' ' AS id_5, if(isNull(v_2) OR isNull(v_3), NULL, concat('[', arrayStringConcat(arrayMap(i -> ifNull(concat('"', concat(replaceOne(toString(reinterpret((v_2 + toInt64(i) * toInt64(36000000000)), 'DateTime64(7, \'UTC\')')), ' ', 'T'), 'Z'), '"'), 'null'), range(v_4)), ','), ']')) AS x_6, '[2,5,6,8,11,15,17,18,25,26,30,30]' AS y_7 FROM (
SELECT *, if(ifNull(toInt64(36000000000) != 0 AND (v_3 - v_2) / toInt64(36000000000) >= 0, false), toUInt64(greatest(toInt64(0), least(toInt64(1048575), ifNull(intDivOrNull(v_3 - v_2, toInt64(36000000000)), 1048575))) + 1), 0) AS v_4 FROM (
SELECT *, reinterpretAsInt64(if(v_1 BETWEEN -621355968000000000 AND 2534023007999999999, reinterpret(v_1, 'DateTime64(7, \'UTC\')'), NULL)) AS v_2 FROM (
SELECT (reinterpretAsInt64(reinterpret(intDiv(reinterpretAsInt64(reinterpret(toInt64(17043264000000000), 'DateTime64(7, \'UTC\')')) + 621355968000000000, toInt64(36000000000)) * toInt64(36000000000) - 621355968000000000, 'DateTime64(7, \'UTC\')')) - toInt64(396000000000)) AS v_1, reinterpretAsInt64(reinterpret(intDiv(reinterpretAsInt64(reinterpret(toInt64(17043264000000000), 'DateTime64(7, \'UTC\')')) + 621355968000000000, toInt64(36000000000)) * toInt64(36000000000) - 621355968000000000, 'DateTime64(7, \'UTC\')')) AS v_3)))))))))))))))))))))))))))))
