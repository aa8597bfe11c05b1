import { COUNTED_USERS, DETECTORS } from '../../detectors/index.ts';
import type { Reason } from '../../schema/anomaly-outputs.ts';
import { formatAmount, formatCount } from '../terminal/index.ts';
import { factsText } from '../views/facts.ts';
import { WORDS } from './words.ts';

type Facts = Reason['facts'];
type Template = (facts: Facts) => string;

/** Detectors of a value that is new or rare: the fact that holds it, and what it is. */
const RARE: Readonly<Record<string, readonly [fact: string, noun: string]>> = {
  'new-country': ['country', 'country'],
  'new-city': ['city', 'city'],
  'new-asn': ['asn', 'provider'],
  'new-network': ['network', 'network'],
  'new-address': ['address', 'address'],
  'unusual-application': ['application', 'application'],
  'unusual-resource': ['resource', 'resource'],
  'unusual-operating-system': ['operatingSystem', 'operating system'],
  'unusual-browser': ['browser', 'browser'],
  'unusual-device': ['device', 'registered device'],
  'unusual-device-trust': ['deviceTrust', 'kind of device'],
  'unusual-client': ['client', 'kind of client'],
};

/** One or two sentences for each detector. The only place where findings become prose; facts are texts
 *  of a log, so what is made here still has to go through `printable`. */
const TEMPLATES: Readonly<Record<string, Template>> = {
  ...Object.fromEntries(
    Object.entries(RARE).map(([id, [fact, noun]]) => [id, rare(fact, noun)] as const),
  ),
  'unknown-machine': (facts) =>
    `A ${text(facts, 'operatingSystem')} computer that the organisation does not know, through ${text(facts, 'asn')}: ${facts['isNewProvider'] === true ? 'this user never used that provider' : 'none of this user ever came that way, though other devices did'}. ${others(facts)}`.trim(),
  'new-applications': (facts) =>
    `Within ${hours(facts, 'withinHours')} applications that this user had never used: ${text(facts, 'applications')}; so many at once come once in ${number(facts, 'expectedEveryDays')} days.`,
  'unusual-hour': (facts) =>
    `${text(facts, 'weekday')} at ${hour(facts)} (${text(facts, 'zone')}${facts['isZoneKnown'] === true ? '' : ', as the zone is not known'}): at such hours this user is ${number(facts, 'usualDensityPercent')} % as active as at an average one.`,
  'failure-burst': (facts) =>
    `${amount(facts, 'failuresLastHour', 'failure')} of ${amount(facts, 'attemptsLastHour', 'attempt')} within an hour; usually ${number(facts, 'usualFailurePercent')} % of this user's attempts fail.`,
  'right-secret-after-guessing': (facts) =>
    `The right secret after ${amount(facts, 'wrongSecrets', 'wrong one')} within ${number(facts, 'overMinutes')} minutes from ${amount(facts, 'addresses', 'address', 'addresses')} of the same source, which this user has never used.`,
  'password-spray-address': (facts) =>
    `The right secret from ${text(facts, 'ipAddress')}, where ${amount(facts, 'usersWithWrongSecrets', 'user')} had ${amount(facts, 'wrongSecrets', 'wrong one')} in the day before; ${amount(facts, 'usersAtHomeThere', 'other user is', 'other users are')} at home there.`,
  'mfa-fatigue': (facts) =>
    `${amount(facts, 'refusedLastHour', 'second factor was', 'second factors were')} refused within an hour, asked for from a network that this user has never used${facts['gaveInAtLast'] === true ? '; then one was granted' : '; the password is known there'}.`,
  'impossible-travel': (facts) =>
    [
      `${place(facts, 'from')} and ${place(facts, 'to')} are ${number(facts, 'distanceKm')} km apart, the sign-ins ${hours(facts, 'apartHours')}: `,
      facts['speedKmh'] === null
        ? 'no speed would do.'
        : `that takes ${number(facts, 'speedKmh')} km/h.`,
      // Either end may be the thief's, and the verdict stands on the later one.
      facts['isFromUsual'] === facts['isToUsual']
        ? ''
        : ` The strange one is ${facts['isToUsual'] === true ? `the earlier, from ${place(facts, 'from')}` : `this one, from ${place(facts, 'to')}`}.`,
    ].join(''),
  'session-elsewhere': (facts) =>
    [
      `A session that was at ${text(facts, 'beforeIpAddress')} (${text(facts, 'beforeCountry')}) ${minutes(facts, 'apartMinutes')} before goes on from ${text(facts, 'country')}`,
      facts['isOtherSystem'] === true
        ? `, on ${text(facts, 'operatingSystem')} instead of ${text(facts, 'beforeOperatingSystem')}`
        : '',
      facts['isOtherDevice'] === true ? ', on another registered device' : '',
      facts['isOtherBrowser'] === true ? ', in another browser' : '',
      facts['isDeviceGone'] === true ? ', without the registered device it had' : '',
      facts['isByDeviceCode'] === true ? ', with tokens that a device code handed on' : '',
      '.',
    ].join(''),
  'device-code-first-use': (facts) =>
    `Signed in to ${text(facts, 'application')} by device code, which this user ${facts['isNew'] === true ? 'has never done' : 'hardly ever does'}. ${others(facts)}`,
  'dormant-account': (facts) =>
    [
      `The account had been silent for ${number(facts, 'silenceDays')} days`,
      facts['usualGapDays'] === null
        ? ''
        : `; usually ${amount(facts, 'usualGapDays', 'day')} lie between its sign-ins`,
      facts['isNewProvider'] === true ? '; it never used this provider' : '',
      facts['isNewDevice'] === true ? '; it never used such a device' : '',
      facts['isNewCountry'] === true ? `; it was never in ${text(facts, 'country')}` : '',
      '.',
    ].join(''),
  'workload-new-credential': (facts) =>
    `The credential ${text(facts, 'credentialKeyId')} was never used by this workload${facts['isNewNetwork'] === true ? ', and neither was the network' : ''}.`,
  'forest-score': (facts) =>
    `Of the usual sign-ins ${number(facts, 'asOddPercent')} % are isolated as quickly${facts['isBorrowedModel'] === true ? " (by the tenant's model, as this user has too little history)" : ''}; most unusual: ${[
      'mostUnusual',
      'nextUnusual',
      'thirdUnusual',
    ]
      .map((name) => text(facts, name))
      .filter((each) => each !== '')
      .map((each) => WORDS[each] ?? each)
      .join(', ')}.`,
};

/** Why, in words. A detector that another version had is named, with its facts. */
export function reasonSentence({
  detector,
  title,
  facts,
}: Pick<Reason, 'detector' | 'title' | 'facts'>): string {
  const template = TEMPLATES[detector];
  if (template !== undefined) return template(facts);
  const plain = factsText(facts);
  return plain === '' ? `${title}.` : `${title}: ${plain}.`;
}

/** The sentences of all reasons. Values of one aspect that were never seen share one: a new place is a new
 *  country, city, network and address at once.
 *  @param reasons  strongest first
 *  @returns in the same order, each with the score of the strongest that it tells of */
export function reasonSentences(
  reasons: readonly SaidReason[],
): { readonly score: number; readonly text: string }[] {
  const unseen = Map.groupBy(reasons.filter(isUnseen), ({ detector }) => ASPECT.get(detector));
  return reasons.flatMap((reason) => {
    const { score, detector } = reason;
    const together = isUnseen(reason) ? (unseen.get(ASPECT.get(detector)) ?? []) : [];
    if (together.length < 2) return [{ score, text: reasonSentence(reason) }];
    return together[0] === reason ? [{ score, text: unseenSentence(together) }] : [];
  });
}

type SaidReason = Pick<Reason, 'detector' | 'title' | 'score' | 'facts'>;

const ASPECT: ReadonlyMap<string, string> = new Map(
  DETECTORS.map(({ id, aspect }) => [id, aspect]),
);

function isUnseen({ detector, facts }: SaidReason): boolean {
  return detector in RARE && facts['isNew'] === true;
}

/** @param reasons  strongest first */
function unseenSentence(reasons: readonly SaidReason[]): string {
  const values = reasons.map(({ detector, facts }) => {
    const [fact = '', noun = ''] = RARE[detector] ?? [];
    return `${noun} ${text(facts, fact)}${othersHave(facts)}`;
  });
  const every = [...new Set(reasons.map(({ facts }) => number(facts, 'expectedEveryDays')))];
  const asRare = every.length === 1 ? 'as rare' : 'as rare as the first';
  return `Never seen with this user: ${values.join('; ')}. Something ${asRare} comes once in ${every[0]} days.`;
}

function othersHave(facts: Facts): string {
  const said = others(facts);
  return said === '' ? '' : ` (${said.slice(0, 1).toLowerCase()}${said.slice(1, -1)})`;
}

/** Ids that have a template. */
export const EXPLAINED: readonly string[] = Object.keys(TEMPLATES);

function rare(fact: string, noun: string): Template {
  return (facts) => {
    const value = text(facts, fact);
    const seen =
      facts['isNew'] === true
        ? `The ${noun} ${value} was never seen with this user`
        : `The ${noun} ${value} was in ${number(facts, 'usualSharePercent')} % of this user's sign-ins${facts['lastSeenDays'] === null ? '' : `, last ${days(facts, 'lastSeenDays')}`}`;
    return `${seen}; something as rare comes once in ${number(facts, 'expectedEveryDays')} days. ${others(facts)}`.trim();
  };
}

function others(facts: Facts): string {
  const users = facts['otherUsers'];
  if (typeof users !== 'number') return '';
  if (users === 0) return 'Nobody else in the tenant has it.';
  const many = users >= COUNTED_USERS ? ' or more' : '';
  return `${formatCount(users)}${many} other ${users === 1 ? 'user has' : 'users have'} it.`;
}

function text(facts: Facts, name: string): string {
  const value = facts[name];
  return value === null || value === undefined ? '' : String(value);
}

function number(facts: Facts, name: string): string {
  const value = facts[name];
  if (typeof value !== 'number') return text(facts, name);
  if (value >= 10) return formatCount(Math.round(value));
  return value === 0 ? '0' : String(Number(value.toPrecision(2)));
}

function amount(facts: Facts, name: string, one: string, many?: string): string {
  const value = facts[name];
  return typeof value === 'number' ? formatAmount(value, one, many) : text(facts, name);
}

function hour(facts: Facts): string {
  return `${text(facts, 'hourOfDay').padStart(2, '0')}:00`;
}

function days(facts: Facts, name: string): string {
  const value = Number(facts[name]);
  return value < 1 ? 'within a day' : `${number(facts, name)} days ago`;
}

function minutes(facts: Facts, name: string): string {
  const value = Number(facts[name]);
  return value < 120
    ? formatAmount(Math.round(value), 'minute')
    : `${Math.round(value / 60)} hours`;
}

function hours(facts: Facts, name: string): string {
  const value = Number(facts[name]);
  if (value === 0) return 'at the same moment';
  return value < 2
    ? formatAmount(Math.round(value * 60), 'minute')
    : `${number(facts, name)} hours`;
}

function place(facts: Facts, end: 'from' | 'to'): string {
  const parts = [text(facts, `${end}City`), text(facts, `${end}Country`)];
  return parts.filter((part) => part !== '').join(', ');
}
