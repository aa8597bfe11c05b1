import type { Random } from '../stats/index.ts';
import { between, pickWeighted } from './draws.ts';
import type { Span } from './whereabouts.ts';

/** An instant in one of the spans, in longer ones more often; whole milliseconds. */
export function instantIn(random: Random, spans: readonly Span[]): number {
  const span = pickWeighted(
    random,
    spans.map((each) => [each, Math.max(1, each.toMs - each.fromMs)]),
  );
  return Math.floor(between(random, span.fromMs, span.toMs));
}
