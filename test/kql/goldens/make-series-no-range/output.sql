WITH Logins_7 AS (
SELECT Time_1, User_2, App_3, Ms_4, Detail_5 FROM (
SELECT tupleElement(row_6, 1) AS Time_1, tupleElement(row_6, 2) AS User_2, tupleElement(row_6, 3) AS App_3, tupleElement(row_6, 4) AS Ms_4, tupleElement(row_6, 5) AS Detail_5 FROM (
SELECT arrayJoin(CAST([tuple(reinterpret(toInt64(17040960000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Mail', toInt64(10), '{"city":"Oslo","tags":["a","b"]}'), tuple(reinterpret(toInt64(17041014000000000), 'DateTime64(7, \'UTC\')'), 'ann', 'Chat', toInt64(30), '{"city":"Rome","tags":[]}'), tuple(reinterpret(toInt64(17041833000000000), 'DateTime64(7, \'UTC\')'), 'bob', 'Mail', toInt64(20), '{"city":null}'), tuple(reinterpret(toInt64(17042652000000000), 'DateTime64(7, \'UTC\')'), 'cat', '', CAST(NULL AS Nullable(Int64)), CAST(NULL AS Nullable(String)))], 'Array(Tuple(Nullable(DateTime64(7, \'UTC\')), String, String, Nullable(Int64), Nullable(String)))')) AS row_6)))
SELECT N_24 AS `N`, Time_25 AS `Time`
FROM (
SELECT *, concat('[', arrayStringConcat(arrayConcat(if(empty(v_22), [], arrayFlatten(arrayMap((b, v, p) -> arrayPushBack(arrayWithConstant(toUInt64(greatest(toInt64(0), b - p - 1)), v_23), v), v_22, arrayMap(x -> tupleElement(x, 2), series_18), arrayPushFront(arrayPopBack(v_22), v_19 - 1)))), if(empty(v_22), arrayWithConstant(toUInt64(greatest(toInt64(0), v_21 - v_19 + 1)), v_23), arrayWithConstant(toUInt64(greatest(toInt64(0), v_21 - v_22[-1])), v_23))), ','), ']') AS N_24, concat('[', arrayStringConcat(arrayMap(i -> concat('"', concat(replaceOne(toString(reinterpret((toInt64(-621355968000000000) + (v_19 + toInt64(i)) * greatest(toInt64(1), assumeNotNull(toInt64(864000000000)))), 'DateTime64(7, \'UTC\')')), ' ', 'T'), 'Z'), '"'), range(toUInt64(greatest(toInt64(0), v_21 - v_19 + 1)))), ','), ']') AS Time_25 FROM (
SELECT *, (if(toInt128(v_20) - v_19 >= 1048576, v_19, v_20) + throwIf(toInt128(v_20) - v_19 >= 1048576, 'KQL limit: A series may have 1048576 values; take a longer step or a shorter range. (KQL)')) AS v_21 FROM (
SELECT *, tupleElement(series_18[1], 1) AS v_19, tupleElement(series_18[-1], 1) AS v_20, arrayMap(x -> tupleElement(x, 1), series_18) AS v_22, toString(toInt64(0)) AS v_23 FROM (
SELECT arraySort(groupArray(tuple(toInt64(bucket_14), v_17))) AS series_18 FROM (
SELECT *, toString(N_16) AS v_17 FROM (
SELECT *, toInt64(count_15) AS N_16 FROM (
SELECT bucket_14, count() AS count_15 FROM (
SELECT *, intDiv((assumeNotNull(v_13) - toInt64(-621355968000000000)) - positiveModulo((assumeNotNull(v_13) - toInt64(-621355968000000000)), greatest(toInt64(1), assumeNotNull(toInt64(864000000000)))), greatest(toInt64(1), assumeNotNull(toInt64(864000000000)))) AS bucket_14 FROM (
SELECT *, reinterpretAsInt64(Time_8) AS v_13 FROM (
SELECT Time_1 AS Time_8 FROM Logins_7)) WHERE isNotNull(v_13) AND assumeNotNull(toInt64(864000000000)) > 0) GROUP BY bucket_14 ORDER BY min(rowNumberInAllBlocks())))) HAVING count() > 0))))
