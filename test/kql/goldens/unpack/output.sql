SELECT zlib_1 AS `zlib`, gzip_2 AS `gzip`, damaged_3 AS `damaged`, nonsense_4 AS `nonsense`
FROM (
SELECT 'Test string 123' AS zlib_1, '1234567890qwertyuiop' AS gzip_2, '' AS damaged_3, '' AS nonsense_4)
