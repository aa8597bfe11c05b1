import { DAY_MS, type DayNumber } from './calendar.ts';
import type { Device } from './devices.ts';
import { between, chance, guid } from './draws.ts';
import type { Person } from './people.ts';

/** Nobody begins with the period: computers and phones have sessions from before. */
export function startSessions(person: Person, firstDay: DayNumber): void {
  if (person.joinedDay > firstDay) return;
  for (const device of [
    person.laptop,
    person.phone,
    person.sideWays.cloudDesktop?.device ?? null,
  ]) {
    if (device !== null) startOn(device, person, firstDay);
  }
}

function startOn(device: Device, { random, secondFactor }: Person, firstDay: DayNumber): void {
  const start = (maximalDays: number) => ({
    id: guid(random),
    startedMs: firstDay * DAY_MS - Math.floor(between(random, 0, maximalDays * DAY_MS)),
    isStrong: secondFactor !== null,
  });
  if (chance(random, 0.97)) device.sessions.set('native', start(60));
  for (const [browser, weight] of device.browsers) {
    if (weight > 5) device.sessions.set(browser, start(20));
  }
}
