import { expect, test } from 'vitest';
import type { AttackItem } from './attack-file.ts';
import { AttackPlanError, filePlan, usualPlan, type PlanOptions } from './attack-plan.ts';
import { dayOf } from './calendar.ts';
import { companyOf } from './company.ts';
import { peopleOf } from './people.ts';

const FIRST_DAY = dayOf('2026-10-01');
const LAST_DAY = dayOf('2026-10-30');

function setting(count: number): PlanOptions {
  const company = companyOf('plan', count);
  const period = { firstDay: FIRST_DAY, lastDay: LAST_DAY };
  return { company, people: peopleOf({ company, count, ...period }), ...period };
}

const twenty = setting(20);

function plan(...items: AttackItem[]) {
  return filePlan(items, twenty);
}

function numbers(item: AttackItem): number[][] {
  return plan(item).map(({ victims }) => victims.map(({ number }) => number));
}

function countOf(users: number, id: string): number {
  return usualPlan(setting(users)).filter(({ attack }) => attack.id === id).length;
}

test('days count from 1 or are dates', () => {
  for (const from of [10, '2026-10-10']) {
    const days = plan({ attack: 'bruteForce', scenarios: 40, from, to: 12 }).map(({ day }) => day);
    expect(Math.min(...days)).toBe(dayOf('2026-10-10'));
    expect(Math.max(...days)).toBe(dayOf('2026-10-12'));
  }
});

test('scenarios of a kind are numbered through the file', () => {
  const planned = plan(
    { attack: 'bruteForce', scenarios: 2 },
    { attack: 'mfaFatigue' },
    { attack: 'bruteForce' },
  );
  const names = ['bruteForce-1', 'bruteForce-2', 'mfaFatigue-1', 'bruteForce-3'];
  expect(planned.map(({ scenario }) => scenario)).toEqual(names);
});

test('victims take turns, and a spray takes all of them', () => {
  const name = twenty.people[4]?.account.principalName.toUpperCase() ?? '';
  expect(numbers({ attack: 'bruteForce', scenarios: 3, victims: [2, name] })).toEqual([
    [2],
    [5],
    [2],
  ]);
  expect(numbers({ attack: 'passwordSprayFast', victims: [2, 3] })).toEqual([[2, 3]]);
  expect(numbers({ attack: 'mfaFatigue' })).toEqual([[]]);
});

test('three accounts spread from the first day on when nothing else is said', () => {
  const planned = plan({ attack: 'spreadingLocations' });
  expect(planned.map(({ day }) => day)).toEqual([FIRST_DAY, FIRST_DAY, FIRST_DAY]);
});

test.each<[AttackItem, (string | number)[], string]>([
  [{ attack: 'bruteForce', from: 31 }, [0, 'from'], 'day 31 is not in the period of 30 days'],
  [{ attack: 'bruteForce', to: '2026-11-01' }, [0, 'to'], 'day 2026-11-01 is not in the period'],
  [{ attack: 'bruteForce', to: '2026-02-30' }, [0, 'to'], '2026-02-30 is not a date'],
  [{ attack: 'bruteForce', from: 5, to: 4 }, [0, 'to'], 'is before "from"'],
  [{ attack: 'bruteForce', victims: [1, 21] }, [0, 'victims', 1], 'no user 21; users are 1 to 20'],
  [{ attack: 'bruteForce', victims: ['nobody'] }, [0, 'victims', 0], 'no user nobody'],
  [{ attack: 'servicePrincipalKey', victims: [1] }, [0, 'victims'], 'has no users as victims'],
  [{ attack: 'smurf' }, [0, 'attack'], 'unknown attack "smurf"'],
])('%j is refused, and the error says where', (item, where, message) => {
  expect(() => plan(item)).toThrow(AttackPlanError);
  expect(() => plan(item)).toThrow(message);
  expect(() => plan(item)).toThrow(expect.objectContaining({ path: where }));
});

test('without a file each usual attack happens once or more, sprays not every day', () => {
  expect(countOf(1, 'bruteForce')).toBe(1);
  expect(countOf(200, 'bruteForce')).toBe(3);
  expect(countOf(1000, 'bruteForce')).toBe(15);
  expect(countOf(1000, 'passwordSprayFast')).toBe(6);
  expect(countOf(200, 'spreadingLocations')).toBe(0);
});
