WITH Networks_6 AS (
SELECT network_3, site_4 FROM (
SELECT tupleElement(row_5, 1) AS network_3, tupleElement(row_5, 2) AS site_4 FROM (
SELECT arrayJoin(CAST([tuple('10.0.0.0/8', 'wide'), tuple('10.1.0.0/16', 'narrow'), tuple('not a network', 'none')], 'Array(Tuple(String, String))')) AS row_5)))
SELECT ip_1 AS `ip`, network_17 AS `network`, site_18 AS `site`
FROM (
SELECT * FROM (
SELECT *, max(hit_16) OVER (PARTITION BY row_15) AS any_21, row_number() OVER (PARTITION BY row_15 ORDER BY hit_16 DESC) AS nth_22 FROM (
SELECT ip_1, network_17, site_18, row_15, hit_16 FROM (
SELECT *, arrayJoin(emptyArrayToSingle(if(isNull(v_9), emptyArrayUInt32(), range(toUInt32(bitShiftRight(if(isNull(v_9), NULL, bitAnd(v_10, toInt64(4294967296) - bitShiftLeft(toInt64(1), toUInt8(greatest(0, 32 - ifNull(v_9, 32)))))), 16)), toUInt32(bitShiftRight(if(isNull(v_9), NULL, bitAnd(v_10, toInt64(4294967296) - bitShiftLeft(toInt64(1), toUInt8(greatest(0, 32 - ifNull(v_9, 32)))))), 16)) + toUInt32(bitShiftLeft(toUInt64(1), greatest(0, 16 - toInt64(assumeNotNull(v_9))))))))) AS bucket_13 FROM (
SELECT *, rowNumberInAllBlocks() AS row_15 FROM (
SELECT *, if(isNull(v_9), NULL, toInt64(IPv4StringToNumOrNull(splitByChar('/', ip_1)[1]))) AS v_10 FROM (
SELECT *, if(isNull(toInt64(IPv4StringToNumOrNull(splitByChar('/', ip_1)[1]))), NULL, if(position(ip_1, '/') = 0, toInt64(32), if(match(substring(ip_1, position(ip_1, '/') + 1), '^([0-9]|[12][0-9]|3[0-2])$'), toInt64OrNull(substring(ip_1, position(ip_1, '/') + 1)), NULL))) AS v_9 FROM (
SELECT tupleElement(row_2, 1) AS ip_1 FROM (
SELECT arrayJoin(CAST([tuple('10.1.2.3'), tuple('10.2.0.1'), tuple('192.0.2.1'), tuple('nonsense'), tuple('')], 'Array(Tuple(String))')) AS row_2)))))) AS l_19 LEFT JOIN (
SELECT *, network_7 AS network_17, site_8 AS site_18, toUInt8(1) AS hit_16, arrayJoin(if(isNull(v_11), emptyArrayUInt32(), range(toUInt32(bitShiftRight(if(isNull(v_11), NULL, bitAnd(v_12, toInt64(4294967296) - bitShiftLeft(toInt64(1), toUInt8(greatest(0, 32 - ifNull(v_11, 32)))))), 16)), toUInt32(bitShiftRight(if(isNull(v_11), NULL, bitAnd(v_12, toInt64(4294967296) - bitShiftLeft(toInt64(1), toUInt8(greatest(0, 32 - ifNull(v_11, 32)))))), 16)) + toUInt32(bitShiftLeft(toUInt64(1), greatest(0, 16 - toInt64(assumeNotNull(v_11)))))))) AS bucket_14 FROM (
SELECT *, if(isNull(v_11), NULL, toInt64(IPv4StringToNumOrNull(splitByChar('/', network_7)[1]))) AS v_12 FROM (
SELECT *, if(isNull(toInt64(IPv4StringToNumOrNull(splitByChar('/', network_7)[1]))), NULL, if(position(network_7, '/') = 0, toInt64(32), if(match(substring(network_7, position(network_7, '/') + 1), '^([0-9]|[12][0-9]|3[0-2])$'), toInt64OrNull(substring(network_7, position(network_7, '/') + 1)), NULL))) AS v_11 FROM (
SELECT network_3 AS network_7, site_4 AS site_8 FROM Networks_6)))) AS r_20 ON bucket_13 = bucket_14 AND if(isNull(if(v_9 < v_11, v_9, v_11)), NULL, bitAnd(v_10, toInt64(4294967296) - bitShiftLeft(toInt64(1), toUInt8(greatest(0, 32 - ifNull(if(v_9 < v_11, v_9, v_11), 32)))))) = if(isNull(if(v_9 < v_11, v_9, v_11)), NULL, bitAnd(v_12, toInt64(4294967296) - bitShiftLeft(toInt64(1), toUInt8(greatest(0, 32 - ifNull(if(v_9 < v_11, v_9, v_11), 32)))))))) WHERE hit_16 = 1 OR (any_21 = 0 AND nth_22 = 1)) ORDER BY ip_1 ASC NULLS FIRST, site_18 ASC NULLS FIRST
