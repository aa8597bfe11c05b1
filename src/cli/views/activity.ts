import type { ActivityOutput } from '../../schema/outputs.ts';
import {
  drawBars,
  drawDayColumns,
  formatAmount,
  formatShare,
  printable,
  type Screen,
  type Style,
} from '../terminal/index.ts';
import { advice } from './advice.ts';
import { page, section } from './section.ts';

type Counted = ActivityOutput['topApplications'];

/** In plain words, for people; the machine output keeps the names of the classes. */
const CLASS_WORDS: Readonly<Record<string, string>> = {
  wrongSecret: 'wrong password or other secret',
  mfaRefused: 'second factor refused',
  interrupt: 'normal step of the flow',
  policy: 'stopped by policy or risk',
  account: 'account disabled, expired …',
  token: 'token expired or revoked',
  application: 'application or consent',
  device: 'device state',
  infrastructure: 'outage or time-out',
  unknown: 'unknown code',
};

const FAILURE_STYLES: Readonly<Record<string, Style>> = {
  wrongSecret: 'red',
  mfaRefused: 'red',
  policy: 'yellow',
};

export interface ActivityViewOptions {
  /** longest list; default all that there is */
  readonly rows?: number;
  /** days from here on are marked */
  readonly markFromMs?: number;
}

/** The overview as pictures. */
export function drawActivity(
  activity: ActivityOutput,
  screen: Screen,
  { rows = Infinity, markFromMs }: ActivityViewOptions = {},
): string {
  const list = (title: string, counted: Counted, words: Readonly<Record<string, string>> = {}) =>
    section(title, counts(counted.slice(0, rows), activity.signIns, screen, words), screen);
  return page(
    `${formatAmount(activity.signIns, 'sign-in')} of ${formatAmount(activity.users, 'user or workload', 'users and workloads')}, ${spanOf(activity)}\n`,
    section('Sign-ins a day', dayColumns(activity, screen, markFromMs), screen),
    list('Applications', activity.topApplications),
    list('Countries', activity.countries),
    list('Failures and interruptions', activity.failureClasses, CLASS_WORDS),
    list('Clients', activity.clients),
    list('Operating systems', activity.operatingSystems),
    list('Browsers', activity.browsers),
    list('Kinds of sign-in', activity.kinds),
    list('Authentication required', activity.mfa.requirements),
    list('Second factor', activity.mfa.results),
    section('Audit operations', auditBars(activity, screen, rows), screen),
  );
}

/** What is said when no sign-in fits.
 *  @param call  makes a line that can be copied */
export function drawNoActivity(
  hasSignIns: boolean,
  screen: Screen,
  call: (...words: readonly string[]) => string,
): string {
  return hasSignIns
    ? advice('No sign-ins fit. From when to when they are:', call('status'), screen)
    : advice('No sign-ins are stored yet. To read logs in:', call('ingest', 'PATH'), screen);
}

/** The four pictures that fit a screen. */
export function drawActivityAtAGlance(
  activity: ActivityOutput,
  screen: Screen,
  markFromMs?: number,
): string {
  const { topApplications, countries, failureClasses } = activity;
  const nothing: Counted = [];
  return drawActivity(
    {
      ...activity,
      topApplications: topApplications.slice(0, 5),
      countries: countries.slice(0, 5),
      failureClasses: failureClasses.slice(0, 5),
      clients: nothing,
      operatingSystems: nothing,
      browsers: nothing,
      kinds: nothing,
      mfa: { requirements: nothing, results: nothing },
      auditOperations: [],
    },
    screen,
    markFromMs === undefined ? {} : { markFromMs },
  );
}

function spanOf({ from, to }: ActivityOutput): string {
  return `${from?.slice(0, 10) ?? '?'} to ${to?.slice(0, 10) ?? '?'} (UTC)`;
}

function dayColumns({ signInsByDay }: ActivityOutput, screen: Screen, markFromMs?: number): string {
  const days = signInsByDay.map(({ day, signIns }) => ({ dayMs: Date.parse(day), count: signIns }));
  return drawDayColumns(
    days,
    { ...screen, width: screen.width - 2 },
    markFromMs === undefined ? {} : { markFromMs },
  );
}

function counts(
  counted: Counted,
  all: number,
  screen: Screen,
  words: Readonly<Record<string, string>>,
): string {
  const bars = counted.map(({ name, signIns, users }) => {
    const style = FAILURE_STYLES[name];
    return {
      label: name === '' ? '(not said)' : (words[name] ?? printable(name)),
      value: signIns,
      note: `${formatShare(signIns / all).padStart(5)}  ${formatAmount(users, 'user')}`,
      ...(style === undefined ? {} : { style }),
    };
  });
  return drawBars(bars, { ...screen, width: screen.width - 2 });
}

function auditBars({ auditOperations }: ActivityOutput, screen: Screen, rows: number): string {
  return drawBars(
    auditOperations
      .slice(0, rows)
      .map(({ name, events }) => ({ label: printable(name), value: events })),
    { ...screen, width: screen.width - 2 },
  );
}
