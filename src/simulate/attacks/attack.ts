import type { Random } from '../../stats/index.ts';
import type { DayNumber } from '../calendar.ts';
import type { Company } from '../company.ts';
import type { Person } from '../people.ts';
import type { SignInValues } from '../sign-in-values.ts';
import type { Workload } from '../workloads.ts';

/** What one scenario of an attack has to work with. */
export interface AttackContext {
  readonly company: Company;
  readonly people: readonly Person[];
  readonly workloads: readonly Workload[];
  /** of this scenario alone */
  readonly random: Random;
  /** first and last day of the whole period */
  readonly firstDay: DayNumber;
  readonly periodEndDay: DayNumber;
  /** the day (UTC) on which it begins, and the one until which it may go on */
  readonly day: DayNumber;
  readonly lastDay: DayNumber;
  /** who it is to be; [] = the attack chooses */
  readonly victims: readonly Person[];
  /** people whom another scenario chose already */
  readonly taken: Set<Person>;
  /** false = it may say that nothing is possible on this day, and is asked again on the next */
  readonly mustRun: boolean;
  /** ordinary sign-ins of a person from the beginning of `day` on, as far as they are known: in order */
  readonly signInsOf: (person: Person) => readonly SignInValues[];
  /** a sign-in of the attacker, no earlier than the beginning of `day` */
  readonly emit: (signIn: SignInValues) => void;
  /** a change in the directory that goes with it */
  readonly emitAudit: (timeMs: number, auditLine: string) => void;
}

/** One kind of attack: a plug-in. */
export interface Attack {
  /** as labels and attack files name it */
  readonly id: string;
  readonly description: string;
  /** one goes through the whole tenant, so that many at once would be one another's noise */
  readonly isTenantWide: boolean;
  /** planned without an attack file */
  readonly isUsual: boolean;
  /** days it may take, beginning with the first */
  readonly days: number;
  /** whom the victims of an attack file name: people, or programs (which cannot be named) */
  readonly against: 'users' | 'servicePrincipals';
  /** @returns false when it was not possible on this day */
  readonly run: (context: AttackContext) => boolean;
}

const DEFAULTS = { isTenantWide: false, isUsual: true, days: 1, against: 'users' } as const;

export function defineAttack(
  attack: Pick<Attack, 'id' | 'description' | 'run'> & Partial<Attack>,
): Attack {
  return { ...DEFAULTS, ...attack };
}
