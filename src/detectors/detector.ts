import type { z } from 'zod';
import type { Evidence } from '../evidence/evidence.ts';
import type { Aspect } from '../schema/aspects.ts';

/** Plain values with units in their names: `distanceKm`, `hoursApart`. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** One detector's claim about one sign-in. */
export interface Finding {
  readonly detector: string;
  readonly title: string;
  readonly aspect: Aspect;
  /** (0, 1]; 1 = most anomalous: 1 - the chance that an ordinary day of this entity brings something
   *  as odd in this respect (chance.ts) */
  readonly score: number;
  readonly facts: Facts;
  /** other sign-ins that prove it, by id */
  readonly signIns: readonly string[];
}

/** What a detector yields; the rest of the finding comes from its meta. */
export interface Claim {
  readonly score: number;
  readonly facts: Facts;
  readonly signIns?: readonly string[];
  /** where it is not the detector's own: what the model found odd */
  readonly aspect?: Aspect;
}

export interface DetectorMeta {
  /** kebab-case, the file's name */
  readonly id: string;
  /** at most six words, as analysts read it */
  readonly title: string;
  readonly aspect: Aspect;
  /** MITRE ATT&CK technique ids */
  readonly techniques: readonly string[];
  /** one sentence */
  readonly description: string;
  /** says something before there is any history: runs in the learning period too */
  readonly needsNoHistory: boolean;
}

export interface Detector<
  Need extends keyof Evidence = keyof Evidence,
  Options = unknown,
> extends DetectorMeta {
  readonly needs: readonly Need[];
  /** parses the options of the configuration; every key has a default and a description */
  readonly options: z.ZodType<Options>;
  /** Pure. Score, facts and ids only; sentences are made elsewhere. Called for every sign-in, so what
   *  is ordinary must be left early. */
  detect(evidence: Pick<Evidence, Need>, options: Options): Iterable<Claim>;
}

/** Declares a detector; the compiler holds `detect` to what `needs` lists. */
export function defineDetector<Need extends keyof Evidence, Options>(
  detector: Detector<Need, Options>,
): Detector<Need, Options> {
  return detector;
}
