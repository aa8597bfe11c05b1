import type { Random } from '../stats/index.ts';
import { resources, type ResourceName } from './applications.ts';
import { graphAudit } from './audit-record.ts';
import { ipv4Of } from './addresses.ts';
import { DAY_MS, HOUR_MS, type DayNumber } from './calendar.ts';
import type { Company } from './company.ts';
import { noDevice } from './devices.ts';
import { SYNC_APPLICATION } from './directory-changes.ts';
import { guid, pick, requestId, wholeBetween } from './draws.ts';
import type { Emit } from './event.ts';
import { outcomes } from './outcomes.ts';
import type {
  ClientValues,
  CredentialValues,
  OriginValues,
  OutcomeValues,
  SignInValues,
} from './sign-in-values.ts';
import { credentialOf, type Workload, type WorkloadPlace } from './workloads.ts';

/** One day (UTC) of a program. @param pace  1 = the usual number of sign-ins */
export function playWorkload(
  workload: Workload,
  company: Company,
  day: DayNumber,
  pace: number,
  emit: Emit,
): void {
  const { random, isPunctual } = workload;
  const count = Math.max(1, Math.round(workload.perDay * pace));
  const stepMs = DAY_MS / count;
  for (let index = 0; index < count; index += 1) {
    const offset = isPunctual ? 90_000 + random.below(20_000) : random.below(Math.floor(stepMs));
    const timeMs = day * DAY_MS + Math.floor(index * stepMs) + offset;
    if (day === workload.renewalDay && timeMs > day * DAY_MS + 10 * HOUR_MS)
      renewKey(workload, timeMs - 60_000, emit);
    const outcome = outcomeOn(workload, day);
    const signIn = workloadSignIn(random, company, workload, timeMs, { outcome });
    emit({ timeMs, signIn, mark: null });
  }
}

/** In the two days before it is renewed a secret has expired often enough; rarely one was mistyped. */
function outcomeOn({ credential, random, renewalDay }: Workload, day: DayNumber): OutcomeValues {
  if (credential.type !== 'clientSecret') return outcomes.workload;
  const daysLeft = renewalDay - day;
  if (daysLeft >= 1 && daysLeft <= 2) return outcomes.expiredClientSecret;
  return random.uniform() < 0.0005 ? outcomes.wrongClientSecret : outcomes.workload;
}

const RENEWED = new WeakSet<Workload>();

/** Keys expire: the owner adds another, and the program uses it from then on. */
function renewKey(workload: Workload, timeMs: number, emit: Emit): void {
  if (RENEWED.has(workload)) return;
  RENEWED.add(workload);
  workload.credential = credentialOf(workload.random, false);
  emit({ timeMs, auditLine: keyAdded(workload, timeMs, workload.credential.keyId) });
}

/** The audit record of a new key. */
export function keyAdded(
  { account, app, random }: Workload,
  timeMs: number,
  keyId: string,
): string {
  return graphAudit({
    timeMs,
    correlationId: guid(random),
    sequence: 1 + random.below(2 ** 31),
    service: 'Core Directory',
    category: 'ApplicationManagement',
    operation: 'Update',
    activity: 'Update application – Certificates and secrets management ',
    result: 'success',
    reason: '',
    by: { app: SYNC_APPLICATION },
    targets: [
      {
        type: 'Application',
        id: app.application.id,
        name: account.name,
        changes: [
          [
            'KeyDescription',
            [],
            [`[KeyIdentifier=${keyId},KeyType=Password,KeyUsage=Verify,DisplayName=]`],
          ],
        ],
      },
    ],
  });
}

/** What may differ from how a program usually signs in. */
export interface WorkloadChanges {
  readonly origin?: OriginValues;
  readonly outcome?: OutcomeValues;
  readonly credential?: CredentialValues;
  readonly client?: ClientValues;
  readonly resource?: ResourceName;
}

export function workloadSignIn(
  random: Random,
  company: Company,
  workload: Workload,
  timeMs: number,
  changes: WorkloadChanges = {},
): SignInValues {
  return {
    id: requestId(random),
    timeMs,
    kind: workload.kind,
    tenantId: company.tenantId,
    account: workload.account,
    application: workload.app.application,
    resource:
      changes.resource === undefined
        ? pick(random, workload.app.resources)
        : resources[changes.resource],
    client: changes.client ?? workload.client,
    device: noDevice,
    origin: changes.origin ?? originOf(random, workload.where),
    outcome: changes.outcome ?? outcomes.workload,
    credential: changes.credential ?? workload.credential,
    correlationId: guid(random),
    sessionId: '',
    incomingTokenType: 'none',
    protocol: 'none',
    originalTransferMethod: 'none',
    crossTenantAccessType: 'none',
    processingTimeMs: wholeBetween(random, 20, 250),
  };
}

function originOf(
  random: Random,
  { provider, place, addresses, trustedLocation }: WorkloadPlace,
): OriginValues {
  if (provider === null) return { ipAddress: '', asn: null, place, trustedLocation };
  const ipAddress = addresses.length === 0 ? ipv4Of(random, provider) : pick(random, addresses);
  return { ipAddress, asn: provider.asn, place, trustedLocation };
}
