SELECT s_1 AS `s`, any_3 AS `any`, all_4 AS `all`, cs_5 AS `cs`, pre_6 AS `pre`
FROM (
SELECT *, ((positionCaseInsensitiveUTF8(s_1, 'beta') > 0 AND match(s_1, '(?i)(^|[^\\pL\\pN])beta($|[^\\pL\\pN])')) OR (positionCaseInsensitiveUTF8(s_1, 'x') > 0 AND match(s_1, '(?i)(^|[^\\pL\\pN])x($|[^\\pL\\pN])'))) AS any_3, ((positionCaseInsensitiveUTF8(s_1, 'alpha') > 0 AND match(s_1, '(?i)(^|[^\\pL\\pN])alpha($|[^\\pL\\pN])')) AND (positionCaseInsensitiveUTF8(s_1, 'beta') > 0 AND match(s_1, '(?i)(^|[^\\pL\\pN])beta($|[^\\pL\\pN])'))) AS all_4, (position(s_1, 'Beta') > 0 AND match(s_1, '(^|[^\\pL\\pN])Beta($|[^\\pL\\pN])')) AS cs_5, (positionCaseInsensitiveUTF8(s_1, 'alp') > 0 AND match(s_1, '(?i)(^|[^\\pL\\pN])alp')) AS pre_6 FROM (
SELECT tupleElement(row_2, 1) AS s_1 FROM (
SELECT arrayJoin(CAST([tuple('alpha beta'), tuple('alphabet'), tuple('beta-gamma'), tuple('')], 'Array(Tuple(String))')) AS row_2)))
