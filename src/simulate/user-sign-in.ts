import type { SignInKind } from '../schema/sign-in.ts';
import type { Random } from '../stats/index.ts';
import type { App } from './applications.ts';
import type { Company } from './company.ts';
import type { Guise } from './devices.ts';
import { pickWeighted, requestId, wholeBetween } from './draws.ts';
import type {
  AccountValues,
  CredentialValues,
  OriginValues,
  OutcomeValues,
  ResourceValues,
  SignInValues,
} from './sign-in-values.ts';

export const NO_CREDENTIAL: CredentialValues = {
  type: 'none',
  keyId: '',
  thumbprint: '',
  federatedId: '',
};

/** What has to be said of a sign-in by a user; the rest follows from it. */
export interface UserSignIn {
  readonly timeMs: number;
  readonly kind: Extract<SignInKind, 'interactive' | 'nonInteractive'>;
  readonly account: AccountValues;
  readonly app: App;
  readonly guise: Guise;
  readonly origin: OriginValues;
  readonly outcome: OutcomeValues;
  readonly correlationId: string;
  readonly sessionId: string;
  readonly incomingTokenType?: SignInValues['incomingTokenType'];
  readonly protocol?: string;
  readonly originalTransferMethod?: SignInValues['originalTransferMethod'];
  /** one of the application's when not given */
  readonly resource?: ResourceValues;
}

/** The sign-in of a user with everything that Graph says of it. */
export function userSignIn(
  random: Random,
  { tenantId }: Pick<Company, 'tenantId'>,
  of: UserSignIn,
): SignInValues {
  const { account, app, guise } = of;
  return {
    id: requestId(random),
    timeMs: of.timeMs,
    kind: of.kind,
    tenantId,
    account,
    application: app.application,
    resource: of.resource ?? resourceOf(random, app),
    client: guise.client,
    device: guise.device,
    origin: of.origin,
    outcome: of.outcome,
    credential: NO_CREDENTIAL,
    correlationId: of.correlationId,
    sessionId: of.sessionId,
    incomingTokenType: of.incomingTokenType ?? 'none',
    protocol: of.protocol ?? (of.kind === 'interactive' ? 'oAuth2' : 'none'),
    originalTransferMethod: of.originalTransferMethod ?? 'none',
    crossTenantAccessType: account.userType === 'guest' ? 'b2bCollaboration' : 'none',
    processingTimeMs: wholeBetween(random, 40, 600),
  };
}

/** Mostly the first of the application's resources. */
function resourceOf(random: Random, { resources }: App): ResourceValues {
  if (resources.length === 1) return resources[0] as ResourceValues;
  return pickWeighted(
    random,
    resources.map((resource, index) => [resource, index === 0 ? 3 : 1]),
  );
}
