import { quote } from './literals.ts';

/** Stands before and behind the sentence in the engine's message. */
const [BEGIN, END] = ['KQL limit: ', ' (KQL)'];

/** SQL of `value`, a whole number, or an error that says `sentence` where a row is beyond a limit: what Kusto, too, only
 *  finds out while it runs. The engine's code for it is 395.
 *  @param beyond SQL of a condition, never NULL
 *  @param value  SQL
 *  @param harmless SQL of a value within the limit: the engine computes with it before it looks */
export function unlessBeyond(
  beyond: string,
  sentence: string,
  value: string,
  harmless: string,
): string {
  const thrown = `throwIf(${beyond}, ${quote(`${BEGIN}${sentence}${END}`)})`;
  // Added, since in a condition the engine may decide without looking.
  return `(if(${beyond}, ${harmless}, ${value}) + ${thrown})`;
}

/** The sentence in an engine's message; undefined where the engine says something else. */
export function limitSentence(message: string): string | undefined {
  const begin = message.indexOf(BEGIN);
  const end = message.indexOf(END, begin);
  return begin < 0 || end < 0 ? undefined : message.slice(begin + BEGIN.length, end);
}
