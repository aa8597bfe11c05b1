/** What kind of thing is odd. Only findings of different aspects corroborate each other: a new
 *  address in a new network is one surprise, not two. `session` is one user in two places or two
 *  hands; `model` is odd in no single aspect. */
export const ASPECTS = [
  'place',
  'device',
  'application',
  'time',
  'secret',
  'session',
  'model',
] as const;
export type Aspect = (typeof ASPECTS)[number];
