import { COUNTED_USERS } from '../../detectors/index.ts';
import type { ExplainOutput, Explanation } from '../../schema/anomaly-outputs.ts';
import { reasonSentences } from '../sentences/reason.ts';
import {
  drawTable,
  formatAmount,
  formatCount,
  formatTime,
  printable,
  truncate,
  wrap,
  type Screen,
} from '../terminal/index.ts';
import { WORDS } from '../sentences/words.ts';
import { anomalyHead } from './anomaly.ts';
import { scoreText } from './score.ts';
import { hanging, page, section } from './section.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Why a sign-in is an anomaly or behaviour, against what is normal for its user. */
export function drawExplanation({ anomaly, explanation }: ExplainOutput, screen: Screen): string {
  const sentences = reasonSentences(anomaly.reasons).map(({ score, text }) =>
    hanging(`${scoreText(score).padEnd(7)} ${printable(text)}`, screen.width - 2, 8),
  );
  return page(
    anomalyHead(anomaly, screen),
    section('Why', sentences.join('\n'), screen),
    section('What it comes to', wrapped(verdictText({ anomaly, explanation }), screen), screen),
    section('What is normal for this user', normal({ anomaly, explanation }, screen), screen),
    section('Around it', wrapped(around(explanation), screen), screen),
  );
}

function verdictText({ anomaly, explanation }: ExplainOutput): string[] {
  const { rule, repeats, aspects, isLearning, failedDetectors } = explanation;
  const chance = 1 - anomaly.score;
  return [
    `Odd in ${aspects.map((aspect) => WORDS[aspect] ?? aspect).join(', ')}. Together that would come by chance once in ${formatCount(Math.round(1 / chance))} days of this user (score ${scoreText(anomaly.score)}).`,
    ...(anomaly.severity !== null ? [`Severity ${anomaly.severity}: ${rule}.`] : []),
    ...(anomaly.severity === null && repeats !== null
      ? [
          `No anomaly of its own: it goes on with what was told at the sign-in ${repeats} of the same day (${rule}).`,
        ]
      : []),
    ...(anomaly.severity === null && repeats === null
      ? ['Rare, but no severity rule fits: a behaviour, never alerted.']
      : []),
    ...(anomaly.severity !== null && anomaly.signIns.length > 1
      ? [
          `${formatAmount(anomaly.signIns.length, 'sign-in')} belong to it: what proves it, and what went on from there.`,
        ]
      : []),
    ...(isLearning ? ['Learning: too little history, so only what needs none was looked at.'] : []),
    ...(failedDetectors.length > 0
      ? [`Detectors that failed: ${failedDetectors.join(', ')}.`]
      : []),
  ];
}

/** What the log says, beside what is usual instead. */
function normal({ anomaly, explanation }: ExplainOutput, screen: Screen): string {
  const { values, history } = explanation;
  const learned = wrapped(
    [
      `${silenceText(anomaly.time, history.lastSuccessAt)}Learned from ${formatAmount(history.signIns, 'sign-in')} in ${formatAmount(Math.round(history.days), 'day')}.`,
    ],
    screen,
  );
  if (values.length === 0) return learned;
  const table = drawTable(
    [
      { header: '' },
      { header: 'This sign-in', minWidth: 14 },
      { header: 'Before', minWidth: 8, style: (cell) => (cell === 'never' ? 'yellow' : null) },
      { header: 'Usual', minWidth: 16 },
      { header: 'Others', align: 'right' },
    ],
    values.map((value) => [
      WORDS[value.kind] ?? value.kind,
      truncate(printable(value.value), 60),
      value.isNew ? 'never' : `${percent(value.sharePercent)} %`,
      truncate(
        value.usual
          .map(({ value: usual, sharePercent }) => `${printable(usual)} ${percent(sharePercent)} %`)
          .join(', '),
        80,
      ),
      othersText(value.otherUsers),
    ]),
    { ...screen, tableWidth: screen.tableWidth - 2 },
  );
  return `${learned}\n${table}`;
}

/** Whoever was silent for weeks is judged by what was usual before. */
function silenceText(time: string, lastSuccessAt: string | null): string {
  if (lastSuccessAt === null) return '';
  const days = Math.floor((Date.parse(time) - Date.parse(lastSuccessAt)) / DAY_MS);
  return days < LONG_SILENCE_DAYS
    ? ''
    : `Silent for ${formatAmount(days, 'day')}, so this is what was usual until ${lastSuccessAt.slice(0, 10)}. `;
}

const LONG_SILENCE_DAYS = 14;
const DAY_MS = 86_400_000;

function around({ hour, failures, history, travel, forest }: Explanation): string[] {
  const weekday = WEEKDAYS[Math.floor(hour.hourOfWeek / 24)] ?? '';
  const zone = hour.isZoneKnown ? hour.zone : `${hour.zone}, as the zone is not known`;
  return [
    `${weekday} ${hour.hourOfWeek % 24}:00 (${zone}): ${hour.densityPercent === null ? 'a program in the background, which comes at any hour' : `${percent(hour.densityPercent)} % of an average hour`}.`,
    `Failures: ${failures.lastHour} in the hour and ${failures.lastDay} in the day before; usually ${percent(failures.usualPercent)} % of the attempts.`,
    ...(history.previousAt === null
      ? []
      : [`The sign-in before: ${formatTime(Date.parse(history.previousAt))}.`]),
    ...(travel === null
      ? []
      : [
          `The last place: ${[travel.fromCity, travel.fromCountry].filter(Boolean).join(', ')}, ${formatCount(Math.round(travel.distanceKm))} km away, at ${formatTime(Date.parse(travel.fromAt))} (sign-in ${travel.fromSignIn}).`,
        ]),
    ...(forest === null
      ? []
      : [
          `Isolation Forest: ${forest.score.toFixed(2)}, as high as ${percent(forest.tailPercent)} % of the usual ones${forest.isBorrowed ? " (the tenant's model)" : ''}; most of it from ${forest.features.map(({ feature }) => WORDS[feature] ?? feature).join(', ')}.`,
        ]),
  ];
}

function wrapped(lines: readonly string[], screen: Screen): string {
  return lines.flatMap((line) => wrap(printable(line), screen.width - 2)).join('\n');
}

/** Counted up to so many. */
function othersText(users: number | null): string {
  if (users === null) return '';
  return users >= COUNTED_USERS ? `${users}+` : String(users);
}

function percent(value: number): string {
  return value === 0 || value >= 10
    ? String(Math.round(value))
    : String(Number(value.toPrecision(2)));
}
