import { OddsockError } from '../schema/error.ts';

/** A count given as an option: a whole number from 1 on. @throws OddsockError 'wrong-usage' */
export function parseLimit(text: string, option = '--limit'): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new OddsockError('wrong-usage', `${option}: "${text}" is not a whole number from 1 on.`, {
    exitCode: 2,
  });
}
