import { z } from 'zod';
import type { Aspect } from '../schema/aspects.ts';
import { HABIT_KINDS, type HabitGroup, type HabitKind } from '../schema/habit-kinds.ts';
import { everyDays, scoreOf, signInsPerDay } from './chance.ts';
import { defineDetector } from './detector.ts';
import { knewSecret } from './familiar.ts';

const ASPECT_OF_GROUP: Readonly<Record<HabitGroup, Aspect>> = {
  place: 'place',
  device: 'device',
  application: 'application',
  credential: 'secret',
};

/** Features that are no habit. */
const ASPECT_OF_OTHER: Readonly<Record<string, Aspect>> = {
  hour: 'time',
  hoursSinceLast: 'time',
  distanceKm: 'place',
  failuresLastHour: 'secret',
};

/** The Isolation Forest sees combinations: an hour, an application and a network each a little rare, all
 *  at once. It reads what the other detectors read, so it corroborates them only where it points at
 *  something else (its aspect is that of its leading feature), and its chance is never multiplied
 *  with theirs (risk/combine.ts). */
export const forestScore = defineDetector({
  id: 'forest-score',
  title: 'Unlike the usual sign-ins',
  aspect: 'model',
  techniques: ['T1078.004'],
  description: 'The Isolation Forest isolates the sign-in from the usual ones after few cuts.',
  needsNoHistory: false,
  needs: ['signIn', 'history', 'forest'],
  options: z.strictObject({
    minScore: z.number().gt(0).max(1).default(0.95).describe('less is not worth a word'),
  }),
  *detect({ signIn, history, forest }, { minScore }) {
    if (forest === null || history.isLearning) return;
    const chance = Math.min(1, forest.tailProbability * signInsPerDay(history));
    if (chance > 1 - minScore || !knewSecret(signIn)) return;
    const [first, second, third] = forest.attribution;
    yield {
      score: scoreOf(chance),
      aspect: first === undefined ? 'model' : aspectOf(first.feature),
      facts: {
        forestScore: forest.score,
        asOddPercent: forest.tailProbability * 100,
        isBorrowedModel: forest.isBorrowed,
        mostUnusual: first?.feature ?? '',
        nextUnusual: second?.feature ?? '',
        thirdUnusual: third?.feature ?? '',
        expectedEveryDays: everyDays(chance),
      },
    };
  },
});

function aspectOf(feature: string): Aspect {
  if (feature in HABIT_KINDS) return ASPECT_OF_GROUP[HABIT_KINDS[feature as HabitKind].group];
  return ASPECT_OF_OTHER[feature] ?? 'model';
}
