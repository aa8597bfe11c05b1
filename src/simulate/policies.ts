import type { AppliedPolicy } from './sign-in-values.ts';

/** What the tenant's conditional access made of a sign-in. */
export type PolicyCase =
  | 'none'
  | 'mfaPassed'
  | 'mfaFailed'
  | 'blocked'
  | 'notCompliant'
  | 'frequency'
  | 'workload';

const MFA = policy('3f6c0d18-52ba-4e97-8a41-d90be7c26f01', 'Require MFA for all users', ['Mfa']);
const COMPLIANT = policy(
  '6d0b27f9-1ea4-4c53-b867-05f9a3e8d403',
  'Compliant device for administration',
  ['RequireCompliantDevice'],
);
const COUNTRIES = policy(
  'c7538e2a-90df-4b16-a3c4-f18d6b50e704',
  'Block sign-ins from countries without business',
  ['Block'],
);
const FREQUENCY: AppliedPolicy = {
  ...policy('08bf4d61-7c25-4ea9-92d0-3b6e51a9cf05', 'Sign-in frequency on unmanaged devices', []),
  sessionControls: ['SignInFrequency'],
};

/** Policies that did not apply are left out, but for the one on second factors. */
const CASES: Readonly<Record<PolicyCase, readonly AppliedPolicy[]>> = {
  none: [MFA],
  mfaPassed: [as(MFA, 'success')],
  mfaFailed: [as(MFA, 'failure')],
  blocked: [MFA, as(COUNTRIES, 'failure')],
  notCompliant: [as(MFA, 'success'), as(COMPLIANT, 'failure')],
  frequency: [MFA, as(FREQUENCY, 'failure')],
  workload: [],
};

/** The policies of the tenant with what each made of it. */
export function appliedPolicies(of: PolicyCase): readonly AppliedPolicy[] {
  return CASES[of];
}

function policy(id: string, name: string, grantControls: readonly string[]): AppliedPolicy {
  return { id, name, grantControls, sessionControls: [], result: 'notApplied' };
}

function as(applied: AppliedPolicy, result: AppliedPolicy['result']): AppliedPolicy {
  return { ...applied, result };
}
