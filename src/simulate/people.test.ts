import { expect, test } from 'vitest';
import { companyOf } from './company.ts';
import { distanceKm } from './networks.ts';
import { peopleOf } from './people.ts';
import { planDay } from './whereabouts.ts';

const FIRST_DAY = 20_700;
const LAST_DAY = 20_775;

function people(count: number) {
  const company = companyOf('people', count);
  return peopleOf({ company, count, firstDay: FIRST_DAY, lastDay: LAST_DAY });
}

test('nobody has the id or the sign-in name of somebody else', () => {
  const all = people(3000).map(({ account }) => account);
  expect(new Set(all.map(({ id }) => id)).size).toBe(3000);
  expect(new Set(all.map(({ principalName }) => principalName)).size).toBe(3000);
  expect(
    all.filter(({ principalName }) => !/^[\d#._a-z'-]+@norrvik\.example$/.test(principalName)),
  ).toEqual([]);
});

test('there are all kinds of people', () => {
  const all = people(500);
  const share = (is: (person: (typeof all)[number]) => boolean) =>
    all.filter(is).length / all.length;
  expect(share(({ isGuest }) => isGuest)).toBeCloseTo(0.06, 1);
  expect(share(({ schedule }) => schedule.isNight)).toBeGreaterThan(0.02);
  expect(share(({ activity }) => activity === 'dormant')).toBeGreaterThan(0.02);
  expect(share(({ activity }) => activity === 'rare')).toBeGreaterThan(0.04);
  expect(share(({ joinedDay }) => joinedDay > LAST_DAY - 10)).toBeGreaterThan(0.005);
  expect(share(({ laptop }) => laptop === null)).toBeGreaterThan(0.05);
  expect(share(({ office }) => office === null)).toBeGreaterThan(0.05);
  expect(share(({ trips }) => trips.length > 0)).toBeGreaterThan(0.3);
  expect(new Set(all.map(({ department }) => department.name)).size).toBe(10);
});

test('managers travel more than operators', () => {
  const all = people(2000);
  const tripsOf = (name: string) => {
    const own = all.filter(({ department }) => department.name === name);
    const trips = own.flatMap((person) =>
      person.trips.filter(({ purpose }) => purpose === 'business'),
    );
    return trips.length / own.length;
  };
  expect(tripsOf('Management')).toBeGreaterThan(10 * tripsOf('Operations'));
});

test('the stays of a day follow each other', () => {
  const wrong = people(300).flatMap((person) => {
    const days = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, index) => FIRST_DAY + index);
    return days.flatMap((day) => {
      const { stays } = planDay(person, day);
      return stays.filter(
        ({ fromMs, toMs }, index) => toMs < fromMs || fromMs < (stays[index - 1]?.toMs ?? 0),
      );
    });
  });
  expect(wrong).toEqual([]);
});

test('nobody leaves a place before arriving there', () => {
  const trips = people(300).flatMap((person) =>
    person.trips
      .filter(({ city }) => distanceKm(city, person.home) > 30)
      .map((trip) => {
        planDay(person, trip.firstDay);
        const { arrivedMs } = person;
        const [, way] = planDay(person, trip.lastDay).stays;
        return { arrivedMs, way };
      }),
  );
  expect(trips.length).toBeGreaterThan(100);
  expect(trips.filter(({ arrivedMs, way }) => (way?.fromMs ?? 0) <= arrivedMs)).toEqual([]);
});
