/** A synthetic tenant with labelled attacks: pure and seeded. Nothing that judges may import it.
 *
 *  To make one sign-in by hand, give `graphSignIn` all values, or let `userSignIn` fill in what follows from
 *  the others; `outcomes` says what came of it. */
export { applicationsOf, resources, type App, type AppName } from './applications.ts';
export { attackFileSchema, type AttackFile, type AttackItem } from './attack-file.ts';
export { AttackPlanError } from './attack-plan.ts';
export { attacks } from './attacks/index.ts';
export { graphAudit, type AuditValues } from './audit-record.ts';
export { nativeSoftware, software, type Browser, type Software, type System } from './browsers.ts';
export { cities, cityNamed, type City } from './cities.ts';
export { toolGuise, type Guise } from './devices.ts';
export { guid, requestId } from './draws.ts';
export { mfaCompleted, mfaRefused, outcomes } from './outcomes.ts';
export { graphSignIn } from './sign-in-record.ts';
export type * from './sign-in-values.ts';
export {
  DEFAULT_LAST_DATE,
  DEFAULT_SIGN_INS_PER_DAY,
  simulateTenant,
  type TenantLine,
  type TenantOptions,
} from './tenant.ts';
export { NO_CREDENTIAL, userSignIn, type UserSignIn } from './user-sign-in.ts';
export { ODD_KINDS, oddKind, oddSignIn, type OddKindId, type UsualWays } from './odd-sign-in.ts';
