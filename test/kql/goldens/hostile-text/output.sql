SELECT s_1 AS `it\`s "odd"`, q_3 AS `q`, m_4 AS `m`
FROM (
SELECT *, concat(s_1, '\'"\\') AS q_3, (positionCaseInsensitiveUTF8(s_1, '\'; DROP') > 0) AS m_4 FROM (
SELECT tupleElement(row_2, 1) AS s_1 FROM (
SELECT arrayJoin(CAST([tuple('\'; DROP TABLE x; --'), tuple('a\\'), tuple('`b`'), tuple('{p:String}'), tuple('/* c */'), tuple('\0z')], 'Array(Tuple(String))')) AS row_2)))
