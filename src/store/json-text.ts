/** SQL of the text at a key of a JSON object, exactly as tostring() of KQL gives it: a string without its
 *  quotes, everything else as JSON, '' where it is absent or null. Of a key that comes twice it is the
 *  first. Looking for the key would take a third of the time and find it in nested objects, too.
 *  @param json SQL of a text that is never NULL
 *  @param key  letters only */
export function jsonTextSql(json: string, key: string): string {
  return `ifNull(JSONExtract(${json}, '${key}', 'Nullable(String)'), '')`;
}

/** The same for one of several keys that one statement reads: they share one parse.
 *  @param keys all of them, `key` included */
export function jsonTextOfSql(json: string, key: string, keys: readonly string[]): string {
  const members = keys.map((each) => `${each} Nullable(String)`).join(', ');
  // A list would fill the members by their place.
  const object = `if(startsWith(trimLeft(${json}, ' \\n\\r\\t'), '['), '', ${json})`;
  return `ifNull(tupleElement(JSONExtract(${object}, 'Tuple(${members})'), '${key}'), '')`;
}
