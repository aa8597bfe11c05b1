import type { SignInValues } from './sign-in-values.ts';

/** Which attack a sign-in belongs to. */
export interface AttackMark {
  readonly attack: string;
  /** which time it was carried out: 'bruteForce-2' */
  readonly scenario: string;
}

/** What happens in the tenant: a sign-in that is still to be written, or a finished audit record. */
export type SimulatedEvent =
  | { readonly timeMs: number; readonly signIn: SignInValues; readonly mark: AttackMark | null }
  | { readonly timeMs: number; readonly auditLine: string };

export type Emit = (event: SimulatedEvent) => void;
