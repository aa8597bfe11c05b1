import { ENTITY_HASH_SQL, VALUE_SQL } from '../baselines/index.ts';
import { HABIT_KIND_NAMES, type HabitKind } from '../schema/habit-kinds.ts';
import { TOLD_FIELDS, type SignIn } from '../schema/sign-in.ts';
import type { Block, Numbers, Texts } from '../store/index.ts';

/** Texts of a SignIn that are no habit's value, as SQL over sign_ins. What many rows share travels once. */
const TEXT_SQL = {
  id: 'Id',
  kind: 'SignInKind',
  entityKind: 'EntityKind',
  entityId: 'toLowCardinality(EntityId)',
  entityName: 'toLowCardinality(EntityName)',
  userPrincipalName: 'toLowCardinality(UserPrincipalName)',
  userType: 'lower(UserType)',
  state: 'State',
  city: 'City',
  applicationId: 'AppId',
  userAgent: 'toLowCardinality(UserAgent)',
  operatingSystem: 'OperatingSystem',
  browser: 'Browser',
  deviceName: 'toLowCardinality(DeviceName)',
  sessionId: 'toLowCardinality(SessionId)',
  resultClass: 'ResultClass',
  mfaResult: 'MfaResult',
  authenticationRequirement: 'AuthenticationRequirement',
  authenticationProtocol: 'AuthenticationProtocol',
  originalTransferMethod: 'OriginalTransferMethod',
  incomingTokenType: 'IncomingTokenType',
  correlationId: 'CorrelationId',
} as const satisfies Partial<Record<keyof SignIn, string>>;

const NUMBER_SQL = {
  timeMs: 'toUnixTimestamp64Milli(CreatedDateTime)',
  asn: 'Asn',
  latitude: 'Latitude',
  longitude: 'Longitude',
  isCompliant: 'IsCompliant',
  isManaged: 'IsManaged',
  resultCode: 'ResultCode',
} as const satisfies Partial<Record<keyof SignIn, string>>;

const TEXT_FIELDS = Object.keys(TEXT_SQL) as readonly (keyof typeof TEXT_SQL)[];
const NUMBER_FIELDS = Object.keys(NUMBER_SQL) as readonly (keyof typeof NUMBER_SQL)[];

/** What SignInRows reads. */
export const SIGN_IN_ROW_SQL = rowSql({ ...TEXT_SQL, ...NUMBER_SQL });

/** The same of sign-ins that are not judged, of which less is wanted (EarlierSignIn). */
export const EARLIER_ROW_SQL = rowSql({
  ...TEXT_SQL,
  ...NUMBER_SQL,
  ...Object.fromEntries(TOLD_FIELDS.map((name) => [name, `toLowCardinality('')`])),
});

function rowSql(fields: Readonly<Record<string, string>>): string {
  return [
    ...Object.entries(fields).map(([name, sql]) => `${sql} AS ${name}`),
    ...HABIT_KIND_NAMES.map(
      (kind) => `toLowCardinality(${VALUE_SQL[kind]}) AS ${valueColumn(kind)}`,
    ),
    `${ENTITY_HASH_SQL} AS entityHash`,
  ].join(', ');
}

/** A sign-in with the value of each of its habits, '' = the log does not say. */
export interface SignInRow {
  readonly signIn: SignIn;
  /** in the order of HABIT_KIND_NAMES */
  readonly values: readonly string[];
}

/** What of a sign-in says which values the tenant must be asked about: cheaper than the whole. */
export interface SignInGlance {
  readonly timeMs: number;
  /** '' = the log does not say */
  readonly city: string;
  readonly network: string;
  /** succeeded, from a place that is known */
  readonly isPlaced: boolean;
  /** in the order of HABIT_KIND_NAMES */
  readonly values: readonly string[];
}

/** Sign-ins as columns, by entity. A row becomes an object when it is looked at and is forgotten after:
 *  pages of objects that live for a second would be most of the work of the garbage collector. */
export class SignInRows {
  readonly #readers: readonly ((row: number) => SignInRow)[];
  readonly #glances: readonly ((row: number) => SignInGlance)[];
  readonly #byEntity = new Map<string, number[]>();
  readonly #hashes = new Map<string, number>();

  /** @param blocks  of SIGN_IN_ROW_SQL or EARLIER_ROW_SQL */
  constructor(blocks: readonly Block[]) {
    const columns = blocks.map(columnsOf);
    this.#readers = columns.map(rowReader);
    this.#glances = columns.map(glanceReader);
    for (const [index, block] of blocks.entries()) this.#add(index, block);
    const times = blocks.map((block) => block.numbers('timeMs'));
    const ids = blocks.map((block) => block.texts('id'));
    const timeOf = (place: number) => times[place >>> ROW_BITS]![place & ROW_MASK]!;
    const idOf = (place: number) => ids[place >>> ROW_BITS]!.at(place & ROW_MASK);
    for (const places of this.#byEntity.values()) {
      places.sort((a, b) => timeOf(a) - timeOf(b) || (idOf(a) < idOf(b) ? -1 : 1));
    }
  }

  /** Those that have any. */
  get entities(): Iterable<string> {
    return this.#byEntity.keys();
  }

  /** The entity as TenantMemory counts it. */
  hashOf(entityId: string): number {
    return this.#hashes.get(entityId) ?? 0;
  }

  /** In time order. */
  *of(entityId: string): Generator<SignInRow> {
    for (const place of this.#byEntity.get(entityId) ?? []) {
      yield this.#readers[place >>> ROW_BITS]!(place & ROW_MASK);
    }
  }

  /** The same in short. */
  *glances(entityId: string): Generator<SignInGlance> {
    for (const place of this.#byEntity.get(entityId) ?? []) {
      yield this.#glances[place >>> ROW_BITS]!(place & ROW_MASK);
    }
  }

  #add(index: number, block: Block): void {
    if (block.rows > ROW_MASK) throw new RangeError(`a block has ${block.rows} rows`);
    const entityIds = block.texts('entityId');
    const hashes = block.numbers('entityHash');
    for (let row = 0; row < block.rows; row++) {
      const entityId = entityIds.at(row);
      let places = this.#byEntity.get(entityId);
      if (places === undefined) {
        this.#byEntity.set(entityId, (places = []));
        this.#hashes.set(entityId, hashes[row]!);
      }
      places.push((index << ROW_BITS) | row);
    }
  }
}

/** A place is a block and a row in it, in one small integer: blocks have some 65,000 rows. */
const ROW_BITS = 20;
const ROW_MASK = 2 ** ROW_BITS - 1;

function glanceReader({ text, number, value }: Columns): (row: number) => SignInGlance {
  const { city, resultClass } = text;
  const { timeMs, latitude } = number;
  const { network } = value;
  const values = Object.values(value);
  return (row) => ({
    timeMs: timeMs[row]!,
    city: city.at(row),
    network: network.at(row),
    isPlaced: resultClass.at(row) === 'success' && !Number.isNaN(latitude[row]!),
    values: values.map((texts) => texts.at(row)),
  });
}

function rowReader(columns: Columns): (row: number) => SignInRow {
  const signInAt = signInReader(columns);
  const values = Object.values(columns.value);
  return (row) => ({ signIn: signInAt(row), values: values.map((texts) => texts.at(row)) });
}

type Columns = ReturnType<typeof columnsOf>;

function columnsOf(block: Block) {
  return {
    text: columnsBy(TEXT_FIELDS, (name): Texts => block.texts(name)),
    number: columnsBy(NUMBER_FIELDS, (name): Numbers => block.numbers(name)),
    value: columnsBy(HABIT_KIND_NAMES, (kind): Texts => block.texts(valueColumn(kind))),
  };
}

function columnsBy<Name extends string, Column>(
  names: readonly Name[],
  columnOf: (name: Name) => Column,
): Record<Name, Column> {
  return Object.fromEntries(names.map((name) => [name, columnOf(name)])) as Record<Name, Column>;
}

/** Field by field, so that all of them have one hidden class, and with the columns in variables: it is asked
 *  a million times. */
function signInReader({ text, number, value }: Columns): (row: number) => SignIn {
  const {
    id,
    kind,
    entityKind,
    entityId,
    entityName,
    userPrincipalName,
    userType,
    state,
    city,
    applicationId,
    userAgent,
    operatingSystem,
    browser,
    deviceName,
    sessionId,
    resultClass,
    mfaResult,
    authenticationRequirement,
    authenticationProtocol,
    originalTransferMethod,
    incomingTokenType,
    correlationId,
  } = text;
  const { timeMs, asn, latitude, longitude, isCompliant, isManaged, resultCode } = number;
  const {
    address,
    network,
    country,
    application,
    resource,
    client,
    device,
    authenticationMethod,
    credential,
  } = value;
  return (row) => ({
    id: id.at(row),
    kind: kind.at(row) as SignIn['kind'],
    entityKind: entityKind.at(row) as SignIn['entityKind'],
    entityId: entityId.at(row),
    entityName: entityName.at(row),
    userPrincipalName: userPrincipalName.at(row),
    userType: userType.at(row),
    timeMs: timeMs[row]!,
    ipAddress: address.at(row),
    network: network.at(row),
    asn: asn[row]!,
    country: country.at(row),
    state: state.at(row),
    city: city.at(row),
    latitude: orNull(latitude[row]!),
    longitude: orNull(longitude[row]!),
    application: application.at(row),
    applicationId: applicationId.at(row),
    resource: resource.at(row),
    client: client.at(row),
    userAgent: userAgent.at(row),
    operatingSystem: operatingSystem.at(row),
    browser: browser.at(row),
    deviceId: device.at(row),
    deviceName: deviceName.at(row),
    isCompliant: flagOrNull(isCompliant[row]!),
    isManaged: flagOrNull(isManaged[row]!),
    sessionId: sessionId.at(row),
    resultCode: resultCode[row]!,
    resultClass: resultClass.at(row) as SignIn['resultClass'],
    mfaResult: mfaResult.at(row),
    authenticationRequirement: authenticationRequirement.at(row),
    authenticationMethod: authenticationMethod.at(row),
    authenticationProtocol: authenticationProtocol.at(row),
    originalTransferMethod: originalTransferMethod.at(row),
    incomingTokenType: incomingTokenType.at(row),
    credentialKeyId: credential.at(row),
    correlationId: correlationId.at(row),
  });
}

function valueColumn(kind: HabitKind): string {
  return `${kind}Value`;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function flagOrNull(value: number): boolean | null {
  return Number.isNaN(value) ? null : value === 1;
}
