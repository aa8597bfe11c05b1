import type { Random } from '../stats/index.ts';
import { nativeSoftware, software, type Browser, type System } from './browsers.ts';
import type { DayNumber } from './calendar.ts';
import {
  chance,
  guid,
  hexadecimal,
  pickWeighted,
  wholeBetween,
  type WeightedItems,
} from './draws.ts';
import type { ClientValues, DeviceValues } from './sign-in-values.ts';

/** What one device says in its records on one day; the same object as long as nothing changes. */
export interface Guise {
  readonly device: DeviceValues;
  readonly client: ClientValues;
}

/** A session: what one sign-in with a secret starts, and token refreshes go on with. */
export interface Session {
  readonly id: string;
  readonly startedMs: number;
  /** both factors were given */
  readonly isStrong: boolean;
}

/** A computer or phone. Its sessions change as it is used. */
export interface Device {
  readonly kind: 'laptop' | 'phone' | 'homeComputer';
  readonly system: System;
  /** '' = not registered */
  readonly id: string;
  readonly name: string;
  readonly isManaged: boolean;
  readonly trustType: string | null;
  readonly browsers: WeightedItems<Browser>;
  /** days after which it has an update */
  readonly lagDays: number;
  /** by browser; 'native' = the broker that native clients share */
  readonly sessions: Map<Browser | 'native', Session>;
  readonly guises: Map<string, Guise>;
}

const COMPUTERS: WeightedItems<System> = [
  ['windows', 78],
  ['mac', 20],
  ['linux', 2],
];
const PHONES: WeightedItems<System> = [
  ['ios', 58],
  ['android', 42],
];
const BROWSERS: Readonly<Record<System, WeightedItems<Browser>>> = {
  windows: [
    ['Edge', 58],
    ['Chrome', 36],
    ['Firefox', 6],
  ],
  mac: [
    ['Safari', 45],
    ['Chrome', 40],
    ['Edge', 10],
    ['Firefox', 5],
  ],
  linux: [
    ['Firefox', 55],
    ['Chrome', 45],
  ],
  ios: [
    ['Safari', 85],
    ['Chrome', 15],
  ],
  android: [
    ['Chrome', 90],
    ['Firefox', 10],
  ],
};

/** A computer of the employer: joined to the tenant and mostly compliant. */
export function companyLaptop(random: Random, systems: WeightedItems<System> = COMPUTERS): Device {
  const system = pickWeighted(random, systems);
  const isJoined = system !== 'linux';
  return {
    ...hardware(random, 'laptop', system),
    id: isJoined ? guid(random) : '',
    name: `${system === 'mac' ? 'MBP' : 'LT'}-${hexadecimal(random, 3)}`,
    isManaged: isJoined,
    trustType: isJoined
      ? chance(random, 0.4)
        ? 'Hybrid Azure AD joined'
        : 'Azure AD joined'
      : null,
  };
}

/** A phone; two thirds of them are registered. */
export function phone(random: Random): Device {
  const system = pickWeighted(random, PHONES);
  const isRegistered = chance(random, 0.67);
  return {
    ...hardware(random, 'phone', system),
    id: isRegistered ? guid(random) : '',
    name: system === 'ios' ? 'iPhone' : `Galaxy-${hexadecimal(random, 2)}`,
    isManaged: isRegistered && chance(random, 0.5),
    trustType: isRegistered ? 'Azure AD registered' : null,
  };
}

/** A computer of one's own, which the tenant knows nothing about. */
export function homeComputer(random: Random): Device {
  return {
    ...hardware(random, 'homeComputer', pickWeighted(random, COMPUTERS)),
    id: '',
    name: '',
    isManaged: false,
    trustType: null,
  };
}

function hardware(random: Random, kind: Device['kind'], system: System) {
  return {
    kind,
    system,
    browsers: habits(random, BROWSERS[system]),
    lagDays: wholeBetween(random, 0, chance(random, 0.1) ? 60 : 12),
    sessions: new Map<Browser | 'native', Session>(),
    guises: new Map<string, Guise>(),
  };
}

/** Two or three browsers, of which one is used nearly always. */
function habits(random: Random, usual: WeightedItems<Browser>): WeightedItems<Browser> {
  const first = pickWeighted(random, usual);
  const others = usual.filter(([browser]) => browser !== first);
  if (others.length === 0) return [[first, 1]];
  const second = pickWeighted(random, others);
  const third = others.filter(([browser]) => browser !== second);
  return [
    [first, 86],
    [second, 12],
    ...third.slice(0, 1).map(([browser]) => [browser, chance(random, 0.5) ? 2 : 0] as const),
  ];
}

/** How a device shows itself.
 *  @param by  the browser, or 'native' for Outlook, Teams and the like */
export function guiseOf(device: Device, by: Browser | 'native', day: DayNumber): Guise {
  const known = device.guises.get(by);
  const asOf = day - device.lagDays;
  const { browser, operatingSystem, userAgent } =
    by === 'native' ? nativeSoftware(device.system, asOf) : software(device.system, by, asOf);
  if (known?.device.browser === browser && known.device.operatingSystem === operatingSystem) {
    return known;
  }
  const tellsId = device.id !== '' && tellsDevice(device.system, by);
  const guise: Guise = {
    client: {
      app: by === 'native' ? 'Mobile Apps and Desktop clients' : 'Browser',
      userAgent,
    },
    device: {
      id: tellsId ? device.id : '',
      name: tellsId ? device.name : null,
      operatingSystem,
      browser,
      isCompliant: tellsId ? device.isManaged : null,
      isManaged: tellsId ? device.isManaged : null,
      trustType: tellsId ? device.trustType : null,
    },
  };
  device.guises.set(by, guise);
  return guise;
}

/** Edge, and Chrome on Windows with its extension, say which device they run on; others do not. */
function tellsDevice(system: System, by: Browser | 'native'): boolean {
  return by === 'native' || by === 'Edge' || (by === 'Chrome' && system === 'windows');
}

export const noDevice: DeviceValues = {
  id: '',
  name: null,
  operatingSystem: '',
  browser: '',
  isCompliant: null,
  isManaged: null,
  trustType: null,
};

/** A script or a command line tool, which says what it is and nothing of the machine.
 *  @param client  'Mobile Apps and Desktop clients', 'Exchange ActiveSync', '' for programs */
export function toolGuise(client: string, userAgent: string): Guise {
  const key = `${client}/${userAgent}`;
  let guise = TOOLS.get(key);
  if (guise === undefined) {
    TOOLS.set(key, (guise = { client: { app: client, userAgent }, device: noDevice }));
  }
  return guise;
}

const TOOLS = new Map<string, Guise>();
