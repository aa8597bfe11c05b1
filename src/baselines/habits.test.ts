import { describe, expect, test } from 'vitest';
import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import { randomOf } from '../stats/index.ts';
import { DAY_MS, Habits } from './habits.ts';

const CITY = HABIT_KIND_NAMES.indexOf('city');
const START = Date.UTC(2026, 0, 1);

function observe(habits: Habits<string>, day: number, signIn: number, city: string): void {
  habits.observe({
    timeMs: START + day * DAY_MS + signIn * 60_000,
    hour: 9,
    values: HABIT_KIND_NAMES.map((_, kind) => (kind === CITY ? city : '')),
    teaches: true,
    isFailure: false,
  });
}

describe('noveltyRate', () => {
  test('counts a value of one day once, however many sign-ins that day has', () => {
    const [few, many] = [1, 50].map((signInsADay) => {
      const habits = new Habits<string>(START, 30);
      for (let day = 0; day < 60; day++) {
        const city = day % 10 === 0 ? `hotel ${day}` : 'home';
        for (let each = 0; each < signInsADay; each++) observe(habits, day, each, city);
      }
      return habits.noveltyRate(CITY) * signInsADay;
    });
    // six hotels in 60 days: (6 + 1) / (60 + 2) a day
    expect(few).toBeCloseTo(7 / 62, 6);
    expect(many).toBeCloseTo(7 / 60, 3);
  });

  test('forgets a value that came back on another day', () => {
    const habits = new Habits<string>(START, 30);
    observe(habits, 0, 0, 'home');
    expect(habits.once[CITY]).toBe(1);
    observe(habits, 0, 1, 'home');
    expect(habits.once[CITY]).toBe(1);
    observe(habits, 1, 0, 'home');
    expect(habits.once[CITY]).toBe(0);
    observe(habits, 2, 0, 'hotel');
    expect(habits.once[CITY]).toBe(1);
  });

  test('is about how often new values come, for people who move at different rates', () => {
    // every user draws with a rate of their own; 200 users, 60 days to learn, 60 to compare
    const random = randomOf('novelty');
    for (const rate of [0.02, 0.1, 0.3]) {
      let [expected, came] = [0, 0];
      for (let user = 0; user < 200; user++) {
        const habits = new Habits<string>(START, 30);
        let next = 0;
        const draw = () => (random.uniform() < rate ? `new ${next++}` : 'home');
        for (let day = 0; day < 60; day++) {
          const city = draw();
          for (let each = 0; each < 5; each++) observe(habits, day, each, city);
        }
        expected += habits.noveltyRate(CITY) * 5;
        for (let day = 60; day < 120; day++) if (draw() !== 'home') came += 1 / 60;
      }
      // the estimate is never 0, so it is high for who never moves: by 1 in 60
      expect(expected / 200).toBeGreaterThan((came / 200) * 0.9);
      expect(expected / 200).toBeLessThan(came / 200 + 0.03);
    }
  });
});
