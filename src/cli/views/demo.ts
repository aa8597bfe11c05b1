import { JUDGED_DAYS } from '../../pipeline/demo.ts';
import type { DemoOutput } from '../../schema/demo-output.ts';
import { SEVERITIES } from '../../schema/severity-rules.ts';
import { formatAmount, formatCount, formatDuration, wrap, type Screen } from '../terminal/index.ts';
import { drawActivityAtAGlance } from './activity.ts';
import { drawAnomaly, drawAnomalyTable } from './anomaly.ts';
import { drawEvaluation } from './evaluation.ts';
import { page, section } from './section.ts';
import { drawTrainingBars } from './training.ts';

type Anomaly = DemoOutput['anomalies'][number];

/** Users whose worst anomaly is shown with its reasons, and with a line; the rest is counted. */
const IN_FULL = 3;
const A_LINE = 8;

/** The whole report. What matters most stands last: there the eye is when all has gone by. */
export function drawDemo(
  report: DemoOutput,
  screen: Screen,
  explain: (id: string) => string,
): string {
  const { activity, judgedFrom, anomalies, next } = report;
  return page(
    `${drawActivityAtAGlance(activity, screen, Date.parse(judgedFrom))}\n`,
    section('What is known', known(report, screen), screen),
    section(
      `Worth a look, ${judgedFrom.slice(0, 10)} and after`,
      worthALook(anomalies, screen, explain),
      screen,
    ),
    section(
      'How good is that?',
      drawEvaluation(report.evaluation, report.tenant.users * JUDGED_DAYS, screen),
      screen,
    ),
    section('Try next', next.join('\n'), screen),
    timesText(report, screen),
  );
}

function known({ learn, training, judgedFrom }: DemoOutput, screen: Screen): string {
  const learned = `Learned from ${formatAmount(learn.events, 'sign-in')} of the ${learn.windowDays} days before ${judgedFrom.slice(0, 10)}; none of what comes after.`;
  return [drawTrainingBars(training, screen), ...wrap(learned, screen.width - 2)].join('\n');
}

/** The worst of each user, most severe first. */
function worthALook(
  anomalies: readonly Anomaly[],
  screen: Screen,
  explain: (id: string) => string,
): string {
  if (anomalies.length === 0) return 'Nothing.';
  const byUser = [...Map.groupBy(anomalies, ({ entity }) => entity.id).values()];
  const width = screen.width - 2;
  const inner = { ...screen, width, tableWidth: screen.tableWidth - 2 };
  const full = byUser.slice(0, IN_FULL).map(([worst, ...others]) => {
    const count = formatAmount(others.length, 'more anomaly', 'more anomalies');
    const more =
      others.length === 0 ? '' : `\n    ${screen.paint('dim', `${count} of the same user`)}`;
    return drawAnomaly(worst!, inner, explain) + more;
  });
  const lines = byUser.slice(IN_FULL, IN_FULL + A_LINE).map(([worst]) => worst!);
  return [
    ...full,
    ...(lines.length === 0 ? [] : [drawAnomalyTable(lines, inner)]),
    countText(anomalies, byUser.length, screen),
  ].join('\n\n');
}

function countText(anomalies: readonly Anomaly[], users: number, screen: Screen): string {
  const bySeverity = SEVERITIES.toReversed().flatMap((severity) => {
    const count = anomalies.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [`${formatCount(count)} ${severity}`];
  });
  const left = users - IN_FULL - A_LINE;
  const rest = left > 0 ? `; ${formatAmount(left, 'more user')} not shown` : '';
  const whose = `of ${formatAmount(users, 'user or program', 'users and programs')}`;
  const text = `Together ${bySeverity.join(', ')}, ${whose}${rest}.`;
  return wrap(text, screen.width - 2).join('\n');
}

function timesText(
  { isNew, simulateSeconds, ingest, learn, detect, seconds }: DemoOutput,
  screen: Screen,
): string {
  if (!isNew) return `Read from the store in ${time(seconds)}.`;
  return wrap(
    `Made in ${time(simulateSeconds)}, loaded in ${time(ingest.seconds)}, learned in ${time(learn.seconds)}, ` +
      `judged ${formatAmount(detect.judged, 'sign-in')} in ${time(detect.seconds)}; together ${time(seconds)}.`,
    screen.width,
  ).join('\n');
}

function time(seconds: number): string {
  return formatDuration(seconds * 1000);
}
