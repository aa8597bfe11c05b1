import { OddsockError } from '../schema/error.ts';

const UNITS_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** '60d' → milliseconds. @throws OddsockError 'wrong-usage' */
export function parseSpan(option: string, text: string): number {
  const span = spanMs(text);
  if (span !== null) return span;
  throw wrong(option, text, 'a span of time such as 12h, 7d or 8w');
}

/** A time as '2026-11-24', '2026-11-24T14:05', with Z or an offset (UTC without one), or as a span that
 *  counts back from now ('7d'). @returns epoch ms. @throws OddsockError 'wrong-usage' */
export function parseTime(option: string, text: string, nowMs: number): number {
  const span = spanMs(text);
  if (span !== null) return nowMs - span;
  const iso =
    /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:\d{2})?$/i;
  const match = iso.exec(text);
  if (match !== null) {
    const complete = text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T');
    const timeMs = Date.parse(match[1] === undefined ? `${complete}Z` : complete);
    if (!Number.isNaN(timeMs)) return timeMs;
  }
  throw wrong(
    option,
    text,
    'a time such as 2026-11-24, 2026-11-24T14:05Z, or 7d for seven days ago',
  );
}

function spanMs(text: string): number | null {
  const match = /^(\d{1,6})([mhdw])$/.exec(text);
  return match === null ? null : Number(match[1]) * (UNITS_MS[match[2] ?? ''] ?? 0);
}

function wrong(option: string, text: string, expected: string): OddsockError {
  return new OddsockError('wrong-usage', `${option}: "${text}" is not ${expected}.`, {
    exitCode: 2,
  });
}
