import { HOUR_MS, MINUTE_MS } from './calendar.ts';
import { companyLaptop, guiseOf, phone } from './devices.ts';
import {
  deviceRegistered,
  securityInfoRegistered,
  userAdded,
  userDisabled,
} from './directory-changes.ts';
import { guid, poisson } from './draws.ts';
import { renumbered } from './networks.ts';
import { phoneOrigin } from './origins.ts';
import { outcomes } from './outcomes.ts';
import { appOf, record, type Scene } from './scene.ts';
import { visitAt, type PlannedScene } from './visits.ts';
import { stayAt } from './whereabouts.ts';
import { instantIn } from './instants.ts';

/** What is new on a day before it begins: the account, computers and phones, the addresses at home. */
export function changeOvernight(scene: PlannedScene, morningMs: number): void {
  const { person, day } = scene;
  person.origins.clear();
  // Everybody's provider at home has its own rhythm, and its own day of it.
  if ((day + person.number) % person.homeLeaseDays === 0) {
    person.homeNetwork = renumbered(person.random, person.homeNetwork, person.home);
  }
  if (day === person.joinedDay) userAdded(scene, morningMs - HOUR_MS);
  if (day === person.newLaptopDay && person.laptop?.isManaged === true) getLaptop(scene, morningMs);
  if (day === person.newPhoneDay && person.phone !== null) getPhone(scene, morningMs);
}

function getLaptop(scene: Scene, timeMs: number): void {
  const laptop = companyLaptop(scene.person.random);
  scene.person.laptop = laptop;
  if (laptop.id !== '') deviceRegistered(scene, timeMs, laptop);
}

function getPhone(scene: PlannedScene, timeMs: number): void {
  const { person, around, plan } = scene;
  const mobile = phone(person.random);
  person.phone = mobile;
  const stay = stayAt(plan, timeMs);
  const ipAddress = stay === null ? '' : phoneOrigin(person, stay, around, timeMs).ipAddress;
  if (mobile.id !== '') deviceRegistered(scene, timeMs, mobile);
  if (person.secondFactor !== null)
    securityInfoRegistered(scene, timeMs + 5 * MINUTE_MS, ipAddress);
}

/** The account of somebody who left is disabled; their phone goes on asking for a week. */
export function afterLeaving(scene: PlannedScene, morningMs: number): void {
  const { person, day, plan } = scene;
  const { random, phone: mobile } = person;
  const daysGone = day - person.leftDay;
  if (daysGone === 0) userDisabled(scene, morningMs);
  if (mobile === null || daysGone < 1 || daysGone > 7) return;
  for (let times = poisson(random, 2); times > 0; times -= 1) {
    const timeMs = instantIn(random, plan.stays);
    const visit = visitAt(scene, mobile, 'native', appOf(scene, 'outlookMobile'), timeMs);
    if (visit === null) continue;
    const { app, origin } = visit;
    const attempt = {
      app,
      origin,
      guise: guiseOf(mobile, 'native', day),
      correlationId: guid(random),
    };
    record(scene, 'nonInteractive', timeMs, attempt, outcomes.disabled, '');
  }
}
