/** A synthetic tenant with labelled attacks: pure and seeded. Nothing that judges may import it. */
export { attackFileSchema, type AttackFile, type AttackItem } from './attack-file.ts';
export { AttackPlanError } from './attack-plan.ts';
export { attacks } from './attacks/index.ts';
export { graphAudit, type AuditValues } from './audit-record.ts';
export { graphSignIn } from './sign-in-record.ts';
export type { SignInValues } from './sign-in-values.ts';
export {
  DEFAULT_LAST_DATE,
  simulateTenant,
  type TenantLine,
  type TenantOptions,
} from './tenant.ts';
