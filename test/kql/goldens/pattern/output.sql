SELECT Capital_3 AS `Capital`
FROM (
SELECT Capital_1 AS Capital_3 FROM (
SELECT 'Edmonton' AS Capital_1) UNION ALL SELECT Capital_2 FROM (
SELECT 'Albany' AS Capital_2)) ORDER BY Capital_3 ASC NULLS FIRST
