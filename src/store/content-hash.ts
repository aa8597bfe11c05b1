/** SQL of the hash that tells the copies of one record apart: 128 bits out of two quick hashes of 64.
 *  Both are older than ClickHouse's public releases and mean the same in every version. Neither resists
 *  an attacker, and need not: two copies are compared only where Microsoft gave both the same id.
 *  @param text  SQL of the record's compact text */
export function contentHashSql(text: string): string {
  return `reinterpretAsFixedString(
    bitOr(bitShiftLeft(toUInt128(xxHash64(${text})), 64), toUInt128(cityHash64(${text}))))`;
}
