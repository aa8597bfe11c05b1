import type { HabitKind } from '../../schema/habit-kinds.ts';
import type { BaselineOutput } from '../../schema/normal-outputs.ts';
import {
  drawBars,
  drawSparkline,
  drawWeek,
  formatAmount,
  formatCount,
  formatDay,
  formatShare,
  formatTime,
  printable,
  wrap,
  type Screen,
} from '../terminal/index.ts';
import { page, section } from './section.ts';

/** What is drawn, in this order; the rest is in the machine output. */
const SHOWN: readonly (readonly [HabitKind, title: string, rows: number])[] = [
  ['country', 'Countries', 6],
  ['city', 'Cities', 6],
  ['network', 'Networks', 6],
  ['asn', 'Providers', 6],
  ['application', 'Applications', 8],
  ['device', 'Devices', 6],
  ['operatingSystem', 'Operating systems', 6],
  ['browser', 'Browsers', 6],
  ['client', 'Clients', 4],
  ['authenticationMethod', 'First factors', 4],
  ['credential', 'Credentials', 4],
];

const DAY_MS = 86_400_000;
const PAIRS_SHOWN = 6;
/** One column a day; fits the narrowest terminal that is usual. */
const LONGEST_SPARKLINE = 70;

/** What is normal for somebody, as pictures. */
export function drawBaseline(baseline: BaselineOutput, screen: Screen): string {
  const zone =
    baseline.isZoneKnown || baseline.entity === null ? baseline.zone : 'UTC: no place is known';
  return page(
    `${head(baseline, screen)}\n`,
    section(`Hours (${printable(zone)})`, hours(baseline, screen), screen),
    section('Sign-ins a day', daily(baseline, screen), screen),
    ...SHOWN.map(([kind, title, rows]) =>
      section(title, habitBars(baseline, kind, rows, screen), screen),
    ),
    section('Two cities on one day', pairs(baseline), screen),
  );
}

function head(baseline: BaselineOutput, screen: Screen): string {
  const { entity, userPrincipalName, userType, isLearning } = baseline;
  const name =
    entity === null ? 'The tenant as a whole' : entity.name === '' ? entity.id : entity.name;
  const more = [userPrincipalName === name ? null : userPrincipalName, userType]
    .filter((each) => each !== null && each !== '')
    .map((each) => printable(String(each)))
    .join(', ');
  const learned =
    `Learned from ${formatAmount(baseline.signIns, 'sign-in')} on ${formatAmount(baseline.activeDays, 'day')} ` +
    `of the ${baseline.windowDays} before ${windowEnd(baseline)}.`;
  return [
    `${screen.paint('bold', printable(name))}${more === '' ? '' : `  ${more}`}`,
    ...wrap(`${learned} ${modelText(baseline)}`, screen.width),
    ...(isLearning
      ? [screen.paint('yellow', 'Still learning: judged only by what needs no history.')]
      : []),
  ].join('\n');
}

/** Of whoever was silent for weeks the days before the silence count. */
function windowEnd(baseline: BaselineOutput): string {
  const asOf = formatTime(Date.parse(baseline.asOf));
  const silentSince = silentSinceTime(baseline);
  return silentSince === null
    ? asOf
    : `${formatTime(Date.parse(silentSince))}; silent since then, as of ${asOf}`;
}

/** The last time of whoever was silent for weeks. */
function silentSinceTime({ asOf, lastSeen }: BaselineOutput): string | null {
  if (lastSeen === null) return null;
  const silenceMs = Date.parse(asOf) - Date.parse(lastSeen);
  return silenceMs > LONG_SILENCE_DAYS * DAY_MS ? lastSeen : null;
}

const LONG_SILENCE_DAYS = 14;

function modelText({ model, modelTrainedOn, modelDays }: BaselineOutput): string {
  if (model === 'none') return 'No forest yet.';
  const whose =
    model === 'own'
      ? 'A forest of its own'
      : "Too little history for a forest of its own: borrows the tenant's";
  return `${whose}, trained on ${formatAmount(modelTrainedOn, 'sign-in')} of ${formatAmount(modelDays, 'day')}.`;
}

function hours({ hours: shares }: BaselineOutput, screen: Screen): string {
  if (shares.every((each) => each === 0)) return '';
  return `${drawWeek(shares, screen)}\n${screen.paint('dim', 'the darker, the more usual; blank = never; token refreshes are left out')}`;
}

/** Every day of the window, so that gaps show, with its ends and its scale. */
function daily(baseline: BaselineOutput, screen: Screen): string {
  const { days, signInsPerDay, failureRate, activeDays } = baseline;
  if (days.length === 0) return '';
  const counts = new Map(days.map(({ day, signIns }) => [day, signIns]));
  const width = Math.min(baseline.windowDays, LONGEST_SPARKLINE, screen.width - 2);
  const firstDay = dayOf(silentSinceTime(baseline) ?? baseline.asOf) - width;
  const columns = Array.from({ length: width }, (_, index) => {
    return counts.get(formatDay((firstDay + index) * DAY_MS)) ?? null;
  });
  const greatest = Math.max(0, ...columns.map((count) => count ?? 0));
  const failures =
    failureRate === null ? '' : `; ${formatShare(failureRate)} of the attempts failed`;
  const told =
    `█ = ${formatCount(greatest)}; usually ${formatCount(Math.round(signInsPerDay.median))}, at most ${formatCount(signInsPerDay.most)}, ` +
    `on ${formatAmount(activeDays, 'day')}${failures}`;
  return [
    screen.paint('cyan', drawSparkline(columns)),
    screen.paint('dim', dayAxis(firstDay, width)),
    ...wrap(told, screen.width - 2),
  ].join('\n');
}

/** The first and the last day, each under its column where there is room. */
function dayAxis(firstDay: number, days: number): string {
  const [first, last] = [formatDay(firstDay * DAY_MS), formatDay((firstDay + days - 1) * DAY_MS)];
  const gap = days - first.length - last.length;
  return first + (gap > 1 ? ' '.repeat(gap) : ' to ') + last;
}

/** The day after the last one that counts, or the one that the moment cuts. */
function dayOf(time: string): number {
  return Math.ceil(Date.parse(time) / DAY_MS);
}

function habitBars(
  { habits, asOf }: BaselineOutput,
  kind: HabitKind,
  rows: number,
  screen: Screen,
): string {
  const values = habits[kind];
  if (values.length === 0) return '';
  const bars = values.slice(0, rows).map(({ value, name, share, signIns, lastSeen }) => ({
    label: printable(name === '' ? value : name),
    value: signIns,
    note: `${formatShare(share).padStart(5)}  ${agoText(lastSeen, asOf)}`,
  }));
  const more = values.length - bars.length;
  const rest = more === 0 ? '' : `\n${screen.paint('dim', `and ${formatCount(more)} more`)}`;
  return drawBars(bars, { ...screen, width: screen.width - 2 }) + rest;
}

function agoText(lastSeen: string, asOf: string): string {
  const days = dayOf(asOf) - 1 - Math.floor(Date.parse(lastSeen) / DAY_MS);
  return days <= 0 ? 'on the last day' : `${formatAmount(days, 'day')} before`;
}

function pairs({ placePairs }: BaselineOutput): string {
  return placePairs
    .slice(0, PAIRS_SHOWN)
    .map(
      ({ places: [a, b], days }) =>
        `${printable(a)} and ${printable(b)}: ${formatAmount(days, 'day')}`,
    )
    .join('\n');
}
