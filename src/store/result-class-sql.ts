import { reasonRules, resultCodes } from '../schema/result-codes.ts';
import { textLiteral } from './bound-sql.ts';

/** What `RESULT_CLASS_SQL` looks at, worked out once for each row of a landing sign-in:
 *
 *  resultCode   Entra error code: `status.errorCode`, else `resultType`; -1 = the record gives none, which
 *               must not pass for a success
 *  knownClass   the class of that code, '' = the code is not known
 *  resultReason text of the failure in small letters; '' for a success, which is all but always the
 *               answer and must not pay for it */
export const RESULT_COLUMNS_SQL = `
  if(position(status, '"errorCode":') > 0,
    toInt32OrDefault(trim(BOTH '"' FROM simpleJSONExtractRaw(status, 'errorCode')), toInt32(-1)),
    toInt32OrDefault(resultType, toInt32(-1))) AS resultCode,
  transform(resultCode,
    [${resultCodes.map(({ code }) => code).join(', ')}],
    [${resultCodes.map((entry) => textLiteral(entry.class)).join(', ')}], '') AS knownClass,
  if(resultCode = 0, '', lower(if(position(status, '"failureReason":"') > 0,
    JSONExtractString(status, 'failureReason'), resultDescription))) AS resultReason`;

/** `resultClassOf` of schema/result-codes.ts as SQL, from the same table. */
export const RESULT_CLASS_SQL = `multiIf(
  resultCode = 0, 'success',
  ${rules((code) => code !== null)},
  knownClass != '', knownClass,
  ${rules((code) => code === null)},
  'unknown')`;

function rules(applies: (code: number | null) => boolean): string {
  return reasonRules
    .filter(({ code }) => applies(code))
    .map(({ code, contains, class: resultClass }) => {
      const isCode = code === null ? '' : `resultCode = ${code} AND `;
      return `${isCode}position(resultReason, ${textLiteral(contains)}) > 0, ${textLiteral(resultClass)}`;
    })
    .join(',\n  ');
}
