import { reasonRules, resultCodes } from '../schema/result-codes.ts';

/** Entra error code of a landing sign-in: `status.errorCode`, else `resultType`. -1 = the record gives
 *  none, which must not pass for a success. */
export function resultCodeSql(): string {
  const status = `ifNull(status, '')`;
  return `if(position(${status}, '"errorCode":') > 0,
    toInt32OrDefault(trim(BOTH '"' FROM simpleJSONExtractRaw(${status}, 'errorCode')), toInt32(-1)),
    toInt32OrDefault(ifNull(resultType, ''), toInt32(-1)))`;
}

/** `resultClassOf` of schema/result-codes.ts as SQL over a landing sign-in, from the same table. */
export function resultClassSql(): string {
  const code = resultCodeSql();
  const reason = `lower(if(position(ifNull(status, ''), '"failureReason":"') > 0,
    JSONExtractString(status, 'failureReason'), ifNull(resultDescription, '')))`;
  const codes = resultCodes.map((entry) => entry.code);
  const classes = resultCodes.map((entry) => quote(entry.class));
  const known = `transform(${code}, [${codes.join(', ')}], [${classes.join(', ')}], '')`;
  const rules = reasonRules.map(({ code: only, contains, class: resultClass }) => {
    const applies = only === null ? `${known} = ''` : `${code} = ${only}`;
    return `${applies} AND position(${reason}, ${quote(contains)}) > 0, ${quote(resultClass)}`;
  });
  // Success is all but always the answer; it must not pay for the rules.
  return `multiIf(${code} = 0, 'success', ${rules.join(', ')}, ${known} != '', ${known}, 'unknown')`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
