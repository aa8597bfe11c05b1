import type { Finding } from '../detectors/index.ts';
import type { Aspect } from '../schema/aspects.ts';
import type { Severity } from '../schema/severity-rules.ts';
import type { SignIn } from '../schema/sign-in.ts';

/** A detector that threw; the others went on. */
export interface DetectorFailure {
  readonly detector: string;
  readonly message: string;
}

/** What became of one sign-in. */
export interface Verdict {
  /** stable hash of entity and sign-in; '' where there is nothing to name (kind 'none') */
  readonly id: string;
  readonly signIn: SignIn;
  /** anomaly: worth a look. behaviour: rare, stored and searchable, never alerted. none: ordinary */
  readonly kind: 'none' | 'behaviour' | 'anomaly';
  /** of an anomaly; null otherwise */
  readonly severity: Severity | null;
  /** combined score in (0, 1]; 0 = nothing was found */
  readonly score: number;
  readonly aspects: readonly Aspect[];
  /** strongest first; empty when kind is 'none' */
  readonly findings: readonly Finding[];
  /** too little history: judged only by what needs none */
  readonly isLearning: boolean;
  /** name of the severity rule that fitted; '' = none */
  readonly rule: string;
  /** id of the earlier sign-in that this one repeats or whose run it goes on with, and so is no anomaly of
   *  its own; '' = none */
  readonly repeats: string;
  /** of an anomaly: ids of the sign-ins that were told of the same run before, and were not as bad */
  readonly continues: readonly string[];
  /** is, or repeats, an anomaly of medium or more: it must not become usual until it is cleared */
  readonly isHeld: boolean;
  readonly failures: readonly DetectorFailure[];
}
