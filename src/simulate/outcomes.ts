import { appliedPolicies } from './policies.ts';
import type { AuthenticationStep, OutcomeValues } from './sign-in-values.ts';

/** How a user proves who they are the second time. */
export type SecondFactor =
  | 'Mobile app notification'
  | 'Mobile app verification code'
  | 'Text message'
  | 'FIDO2 security key';

const FIRST_BY_CLAIM = step(
  'Previously satisfied',
  'First factor requirement satisfied by claim in the token',
);
const SECOND_BY_CLAIM = step(
  'Previously satisfied',
  'MFA requirement satisfied by claim in the token',
);
const RIGHT_PASSWORD = step('Password', 'Correct password', true, 'Password in the cloud');
const HELLO = step('Windows Hello for Business', null);

const base: OutcomeValues = {
  code: 0,
  failureReason: '',
  additionalDetails: null,
  requirement: 'singleFactorAuthentication',
  requirementProvider: null,
  steps: [FIRST_BY_CLAIM],
  mfa: null,
  conditionalAccess: 'notApplied',
  policies: appliedPolicies('none'),
};

const multi: OutcomeValues = {
  ...base,
  requirement: 'multiFactorAuthentication',
  requirementProvider: 'multiConditionalAccess',
  conditionalAccess: 'success',
  policies: appliedPolicies('mfaPassed'),
};

function failed(
  code: number,
  failureReason: string,
  more: Partial<OutcomeValues> = {},
): OutcomeValues {
  return { ...base, ...more, code, failureReason };
}

/** The password was right, and then the sign-in went no further. */
const stopped: Partial<OutcomeValues> = {
  ...multi,
  steps: [RIGHT_PASSWORD],
  conditionalAccess: 'failure',
  policies: appliedPolicies('mfaFailed'),
};

/** What may come of a sign-in. Codes and texts are Entra's, as its list of error codes has them. */
export const outcomes = {
  /** both factors were proved before, and the token says so */
  byClaim: {
    ...multi,
    additionalDetails: 'MFA requirement satisfied by claim in the token',
    steps: [FIRST_BY_CLAIM, SECOND_BY_CLAIM],
  },
  byClaimSingle: base,
  /** the one factor of somebody who needs no second */
  password: { ...base, steps: [RIGHT_PASSWORD] },
  hello: {
    ...multi,
    additionalDetails: 'MFA requirement satisfied by claim in the token',
    steps: [HELLO, SECOND_BY_CLAIM],
  },
  wrongPassword: failed(
    50126,
    'Error validating credentials due to invalid username or password.',
    {
      steps: [step('Password', 'Incorrect password', false, 'Password in the cloud')],
    },
  ),
  unknownUser: failed(
    50034,
    'The user account does not exist in the directory. To sign into this application, the account must be added to the directory.',
    { steps: [] },
  ),
  locked: failed(
    50053,
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
    {
      steps: [step('Password', 'Account is locked', false, 'Password in the cloud')],
    },
  ),
  expiredPassword: failed(50055, 'The password is expired.', {
    steps: [step('Password', 'Password expired', false, 'Password in the cloud')],
  }),
  disabled: failed(50057, 'The user account is disabled.', { steps: [] }),
  mfaNeeded: failed(50074, 'Strong Authentication is required.', {
    ...stopped,
    additionalDetails: 'MFA required in Azure AD',
  }),
  mfaNeededHere: failed(
    50076,
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
    {
      ...stopped,
      additionalDetails: 'MFA required in Azure AD',
    },
  ),
  mfaToEnrol: failed(
    50072,
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access the resource.',
    stopped,
  ),
  staySignedIn: failed(
    50140,
    "This occurred due to 'Keep me signed in' interrupt when the user was signing in.",
    {
      ...multi,
      steps: [RIGHT_PASSWORD, SECOND_BY_CLAIM],
    },
  ),
  deviceNeeded: failed(50097, 'Device authentication is required.', {
    ...multi,
    steps: [FIRST_BY_CLAIM],
  }),
  confirmApplication: failed(
    50199,
    'For security reasons, user confirmation is required for this request. Please repeat the request allowing user interaction.',
    {
      ...multi,
      steps: [FIRST_BY_CLAIM, SECOND_BY_CLAIM],
    },
  ),
  noSession: failed(50058, 'Session information is not sufficient for single-sign-on.', {
    steps: [],
  }),
  accountPicker: failed(
    16000,
    'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
    { steps: [] },
  ),
  consentNeeded: failed(
    65001,
    'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
    { steps: [FIRST_BY_CLAIM] },
  ),
  notAssigned: failed(
    50105,
    'The signed in user is not assigned to a role for the signed in application. Assign the user to the application.',
    { steps: [FIRST_BY_CLAIM] },
  ),
  blocked: failed(
    53003,
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    {
      steps: [RIGHT_PASSWORD],
      conditionalAccess: 'failure',
      policies: appliedPolicies('blocked'),
    },
  ),
  notCompliant: failed(
    53000,
    'Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and the device is not compliant.',
    {
      ...multi,
      steps: [FIRST_BY_CLAIM, SECOND_BY_CLAIM],
      conditionalAccess: 'failure',
      policies: appliedPolicies('notCompliant'),
    },
  ),
  overFrequency: failed(
    70044,
    'The session has expired or is invalid due to sign-in frequency checks by conditional access.',
    {
      steps: [],
      conditionalAccess: 'failure',
      policies: appliedPolicies('frequency'),
    },
  ),
  tokenInactive: failed(700082, 'The refresh token has expired due to inactivity.', { steps: [] }),
  tokenRevoked: failed(
    50173,
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
    { steps: [] },
  ),
  workload: { ...base, requirement: '', steps: [], policies: appliedPolicies('workload') },
  wrongClientSecret: failed(
    7000215,
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to the app.',
    {
      requirement: '',
      steps: [],
      policies: appliedPolicies('workload'),
    },
  ),
  expiredClientSecret: failed(7000222, 'The provided client secret keys are expired.', {
    requirement: '',
    steps: [],
    policies: appliedPolicies('workload'),
  }),
} as const satisfies Readonly<Record<string, OutcomeValues>>;

const COMPLETED = new Map<string, OutcomeValues>();

/** Password and second factor, both given now. */
export function mfaCompleted(factor: SecondFactor): OutcomeValues {
  return remembered(COMPLETED, factor, () => ({
    ...multi,
    additionalDetails: 'MFA completed in Azure AD',
    steps: [RIGHT_PASSWORD, step(factor, 'MFA completed in Azure AD')],
    mfa: { method: factor, detail: factor === 'Text message' ? '+X XXXXXXXX47' : null },
  }));
}

const REFUSED = new Map<string, OutcomeValues>();

/** The password was right, the second factor was not given.
 *  @param how  Entra's words, e.g. 'user declined the authentication' */
export function mfaRefused(factor: SecondFactor, how: string): OutcomeValues {
  return remembered(REFUSED, `${factor}/${how}`, () =>
    failed(500121, 'Authentication failed during strong authentication request.', {
      ...stopped,
      additionalDetails: `MFA denied; ${how}`,
      steps: [RIGHT_PASSWORD, step(factor, `MFA denied; ${how}`, false)],
      mfa: { method: factor, detail: null },
    }),
  );
}

function remembered(known: Map<string, OutcomeValues>, key: string, make: () => OutcomeValues) {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function step(
  method: string,
  resultDetail: string | null,
  succeeded = true,
  methodDetail: string | null = null,
): AuthenticationStep {
  return { method, methodDetail, succeeded, resultDetail };
}
