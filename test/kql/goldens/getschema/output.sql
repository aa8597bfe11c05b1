WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT ColumnName_13 AS `ColumnName`, ColumnOrdinal_14 AS `ColumnOrdinal`, DataType_15 AS `DataType`, ColumnType_16 AS `ColumnType`
FROM (
SELECT tupleElement(row_17, 1) AS ColumnName_13, tupleElement(row_17, 2) AS ColumnOrdinal_14, tupleElement(row_17, 3) AS DataType_15, tupleElement(row_17, 4) AS ColumnType_16 FROM (
SELECT arrayJoin(CAST([tuple('Time', 0, 'System.DateTime', 'datetime'), tuple('User', 1, 'System.String', 'string'), tuple('App', 2, 'System.String', 'string'), tuple('Ms', 3, 'System.Int64', 'long'), tuple('Detail', 4, 'System.Object', 'dynamic')], 'Array(Tuple(String, Nullable(Int64), String, String))')) AS row_17))
