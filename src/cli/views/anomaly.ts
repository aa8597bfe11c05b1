import {
  drawTable,
  formatAmount,
  formatTime,
  printable,
  textWidth,
  truncate,
  wrap,
  type Screen,
  type Style,
} from '../terminal/index.ts';
import { leadingReasons } from '../sentences/title.ts';
import { reasonSentence } from '../sentences/reason.ts';
import { scoreText } from './score.ts';
import { hanging, indented } from './section.ts';

/** What is drawn of an anomaly or behaviour: a part of its machine output. */
export interface AnomalyView {
  readonly id: string;
  readonly time: string;
  readonly entity: { readonly kind: string; readonly id: string; readonly name: string };
  readonly userPrincipalName: string | null;
  /** null = a behaviour: rare, not worth an alert */
  readonly severity: string | null;
  readonly score: number;
  readonly title: string;
  readonly reasons: readonly ReasonView[];
  readonly signIn: {
    readonly ipAddress: string;
    readonly country: string;
    readonly city: string;
    readonly application: string;
    readonly operatingSystem: string;
    readonly browser: string;
    readonly resultCode: number;
    readonly resultClass: string;
  };
}

export interface ReasonView {
  readonly detector: string;
  readonly title: string;
  readonly score: number;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

const SEVERITY_STYLES: Readonly<Record<string, Style>> = {
  critical: 'magenta',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
};

/** Severity, time and the gaps behind them. */
const HEAD_WIDTH = 35;

/** Below this there is room for the Id only when the year is left out. */
const WIDTH_FOR_YEARS = 100;

/** What stands for the severity of a behaviour. */
const RARE = 'rare';

/** One anomaly with a reason of each kind, the strongest first; the rest is left to "explain".
 *  @param explain  the line that explains an id */
export function drawAnomaly(
  anomaly: AnomalyView,
  screen: Screen,
  explain: (id: string) => string,
): string {
  const leading = leadingReasons(anomaly.reasons).toSorted(strongestFirst);
  const reasons = leading.map((reason) => {
    const text = `• ${scoreText(reason.score).padEnd(7)} ${printable(reasonSentence(reason))}`;
    return hanging(text, screen.width - 4, 10);
  });
  const left = anomaly.reasons.length - leading.length;
  const more = left === 0 ? [] : [`and ${formatAmount(left, 'more reason')}:`];
  // Alone on its line, to be copied.
  const why = [...more, explain(printable(anomaly.id))].map((line) => screen.paint('dim', line));
  return `${anomalyHead(anomaly, screen)}\n${indented([...reasons, ...why].join('\n'), 4)}`;
}

function strongestFirst(a: ReasonView, b: ReasonView): number {
  return b.score - a.score || (a.title < b.title ? -1 : 1);
}

/** Severity, time and who; then what, and the sign-in's own main fields. */
export function anomalyHead(anomaly: AnomalyView, screen: Screen): string {
  const word = anomaly.severity ?? RARE;
  const severity = screen.paint(SEVERITY_STYLES[word] ?? 'dim', word.toUpperCase().padEnd(8));
  const when = formatTime(Date.parse(anomaly.time));
  const who = whoOf(anomaly);
  // On a narrow terminal who it is gets a line of its own.
  const isNarrow = textWidth(who) + HEAD_WIDTH > screen.width;
  const head = `${severity}  ${when}${isNarrow ? '' : `  ${screen.paint('bold', who)}`}`;
  const lines = (text: string) => wrap(text, screen.width - 4);
  const body = [
    ...(isNarrow ? lines(who).map((line) => screen.paint('bold', line)) : []),
    ...lines(printable(anomaly.title)),
    ...lines(signInText(anomaly)).map((line) => screen.paint('dim', line)),
  ];
  return `${head}\n${indented(body.join('\n'), 4)}`;
}

/** A line each. */
export function drawAnomalyTable(anomalies: readonly AnomalyView[], screen: Screen): string {
  const timeFrom = screen.tableWidth < WIDTH_FOR_YEARS ? 5 : 0;
  return drawTable(
    [
      { header: 'Severity', minWidth: 8, style: (cell) => SEVERITY_STYLES[cell] ?? null },
      { header: 'Time (UTC)', minWidth: 16 },
      { header: 'Who', minWidth: 10 },
      { header: 'What', minWidth: 12 },
      { header: 'From', minWidth: 6 },
      { header: 'Id', minWidth: 16 },
    ],
    anomalies.map((anomaly) => [
      anomaly.severity ?? RARE,
      anomaly.time.slice(timeFrom, 16).replace('T', ' '),
      whoOf(anomaly),
      printable(anomaly.title),
      placeOf(anomaly),
      printable(anomaly.id),
    ]),
    screen,
  );
}

function whoOf({ entity, userPrincipalName }: AnomalyView): string {
  const name = entity.name === '' ? entity.id : entity.name;
  const more = userPrincipalName === null || userPrincipalName === name ? '' : userPrincipalName;
  return printable(more === '' ? name : `${name} <${more}>`);
}

function placeOf({ signIn }: AnomalyView): string {
  return [signIn.city, signIn.country]
    .filter((each) => each !== '')
    .map(printable)
    .join(', ');
}

function signInText(anomaly: AnomalyView): string {
  const { signIn } = anomaly;
  const parts = [
    signIn.application,
    [signIn.ipAddress, placeOf(anomaly)].filter((each) => each !== '').join(' '),
    [signIn.operatingSystem, signIn.browser].filter((each) => each !== '').join(', '),
    signIn.resultCode === 0 ? 'success' : `${signIn.resultClass} (${signIn.resultCode})`,
  ];
  return parts
    .filter((each) => each !== '')
    .map((each) => truncate(printable(each), 60))
    .join(' · ');
}
