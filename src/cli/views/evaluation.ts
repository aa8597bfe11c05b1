import type { AlertScore, EvaluationOutput } from '../../schema/outputs.ts';
import {
  drawTable,
  formatAmount,
  formatCount,
  formatShare,
  printable,
  wrap,
  type Screen,
} from '../terminal/index.ts';

type Found = Pick<AlertScore, 'scenarios' | 'scenariosFound' | 'precision'>;

/** Recall and precision by attack, beside the plain rule.
 *  @param userDays  users times judged days: what false alarms are counted against */
export function drawEvaluation(
  evaluation: EvaluationOutput,
  userDays: number,
  screen: Screen,
): string {
  const { oddsock, neverSeen } = evaluation;
  if (oddsock.byAttack.length === 0) return 'No attack lies in the judged days.';
  const plain = new Map(neverSeen.byAttack.map((each) => [each.attack, each]));
  const table = drawTable(
    [
      { header: 'Attack', minWidth: 14 },
      { header: 'Oddsock finds', align: 'right', minWidth: 8 },
      { header: 'precision', align: 'right', minWidth: 6 },
      { header: 'plain rule finds', align: 'right', minWidth: 8 },
      { header: 'precision', align: 'right', minWidth: 6 },
    ],
    [
      ...oddsock.byAttack.map((own) =>
        row(attackWords(own.attack), own, plain.get(own.attack) ?? NOT_FOUND),
      ),
      row('all', oddsock, neverSeen),
    ],
    { ...screen, tableWidth: screen.tableWidth - 2 },
  );
  const told = sentences(evaluation, userDays).flatMap((each) => wrap(each, screen.width - 2));
  return [table, '', ...told].join('\n');
}

function row(name: string, own: Found, rule: Found): string[] {
  return [name, foundText(own), precisionText(own), foundText(rule), precisionText(rule)];
}

const NOT_FOUND: Found = { scenarios: 0, scenariosFound: 0, precision: null };

function sentences(
  { oddsock, neverSeen, neverSeenSameAlerts }: EvaluationOutput,
  userDays: number,
): string[] {
  return [
    `Oddsock raised ${alertsText(oddsock)}: ${ratePerDay(oddsock, userDays)} false alarms a day for 1,000 users. The plain rule, "a country, provider or device never seen with this user", raises ${alertsText(neverSeen)} (${ratePerDay(neverSeen, userDays)} a day); held to as many as Oddsock's it finds ${foundText(neverSeenSameAlerts)}.`,
    'An attack is found by an alert on one of its sign-ins; precision is its alerts among those and all false ones.',
  ];
}

function alertsText({ alerts, truePositives }: AlertScore): string {
  return `${formatAmount(alerts, 'alert')}, ${formatCount(alerts - truePositives)} of them false`;
}

/** False alarms a day of 1,000 users. */
function ratePerDay({ alerts, truePositives }: AlertScore, userDays: number): string {
  return ((1000 * (alerts - truePositives)) / userDays).toFixed(1);
}

function foundText({ scenarios, scenariosFound }: Found): string {
  return `${formatCount(scenariosFound)} of ${formatCount(scenarios)}`;
}

function precisionText({ precision }: Found): string {
  return precision === null ? '–' : formatShare(precision);
}

/** 'stolenPasswordLocalVpn' → 'stolen password local vpn' */
function attackWords(attack: string): string {
  return printable(attack.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase());
}
