import { dayOf, type DayNumber } from './calendar.ts';

export type System = 'windows' | 'mac' | 'linux' | 'ios' | 'android';
export type Browser = 'Edge' | 'Chrome' | 'Firefox' | 'Safari';

/** A browser or system as it was on one day. */
export interface Software {
  /** as Entra writes it: 'Chrome 146.0.0', 'Ios 26.4' */
  readonly browser: string;
  readonly operatingSystem: string;
  readonly userAgent: string;
}

// Versions go on in a straight line from where they were on known days: Chrome and Edge 143 and Firefox
// 146 in early December 2025 with a new one every four weeks; iOS and Safari 26 in September 2025 with a
// new minor one about every seven weeks.
const CHROMIUM_143 = dayOf('2025-12-02');
const FIREFOX_146 = dayOf('2025-12-09');
const APPLE_26 = dayOf('2025-09-15');
const RAPID_DAYS = 28;
const APPLE_MINOR_DAYS = 50;

/** What a browser says of itself.
 *  @param day  the day whose versions it has: late updaters have older ones */
export function software(system: System, browser: Browser, day: DayNumber): Software {
  const chromium = Math.max(100, 143 + Math.floor((day - CHROMIUM_143) / RAPID_DAYS));
  const firefox = Math.max(100, 146 + Math.floor((day - FIREFOX_146) / RAPID_DAYS));
  const apple = appleVersion(day);
  return {
    operatingSystem: operatingSystem(system, apple),
    browser: browserName(system, browser, { chromium, firefox, apple }),
    userAgent: userAgent(system, browser, { chromium, firefox, apple }),
  };
}

/** What a native client (Outlook, Teams …) says of itself: mostly nothing. */
export function nativeSoftware(system: System, day: DayNumber): Software {
  return {
    operatingSystem: operatingSystem(system, appleVersion(day)),
    browser: system === 'windows' || system === 'mac' ? 'Rich Client 4.83.1.0' : '',
    userAgent: NATIVE_USER_AGENT[system],
  };
}

const NATIVE_USER_AGENT: Readonly<Record<System, string>> = {
  windows: 'Windows-AzureAD-Authentication-Provider/1.0',
  mac: '',
  linux: '',
  ios: 'Mozilla/5.0 (compatible; MSAL 1.0)',
  android: 'Dalvik/2.1.0 (Linux; U; Android 16; SM-S931B Build/BP2A.250605.031)',
};

interface Versions {
  readonly chromium: number;
  readonly firefox: number;
  /** '26.4' */
  readonly apple: string;
}

function appleVersion(day: DayNumber): string {
  const minor = Math.floor((day - APPLE_26) / APPLE_MINOR_DAYS);
  if (minor < 0) return '18.6';
  // A new major one every September, which keeps minors below 8.
  const year = Math.floor(minor / 7);
  const rest = minor - year * 7;
  return rest === 0 ? `${26 + year}.0` : `${26 + year}.${rest}`;
}

const SYSTEM_NAME: Readonly<Record<Exclude<System, 'ios'>, string>> = {
  windows: 'Windows10',
  mac: 'MacOs',
  linux: 'Linux',
  android: 'Android 16',
};

function operatingSystem(system: System, apple: string): string {
  return system === 'ios' ? `Ios ${apple}` : SYSTEM_NAME[system];
}

function browserName(system: System, browser: Browser, versions: Versions): string {
  const { chromium, firefox, apple } = versions;
  const isMobile = system === 'android' || system === 'ios';
  if (browser === 'Firefox') return `Firefox ${firefox}.0`;
  if (browser === 'Safari') return `${system === 'ios' ? 'Mobile Safari' : 'Safari'} ${apple}`;
  return `${browser}${isMobile ? ' Mobile' : ''} ${chromium}.0.0`;
}

const PLATFORM: Readonly<Record<System, string>> = {
  windows: 'Windows NT 10.0; Win64; x64',
  mac: 'Macintosh; Intel Mac OS X 10_15_7',
  linux: 'X11; Linux x86_64',
  ios: 'iPhone; CPU iPhone OS 18_6 like Mac OS X',
  android: 'Linux; Android 10; K',
};

function userAgent(system: System, browser: Browser, versions: Versions): string {
  const platform = PLATFORM[system];
  const { chromium, firefox, apple } = versions;
  if (browser === 'Firefox') {
    return `Mozilla/5.0 (${platform}; rv:${firefox}.0) Gecko/20100101 Firefox/${firefox}.0`;
  }
  if (system === 'ios') {
    const name = browser === 'Chrome' ? `CriOS/${chromium}.0.0.0` : `Version/${apple}`;
    return `Mozilla/5.0 (${platform}) AppleWebKit/605.1.15 (KHTML, like Gecko) ${name} Mobile/15E148 Safari/604.1`;
  }
  if (browser === 'Safari') {
    return `Mozilla/5.0 (${platform}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${apple} Safari/605.1.15`;
  }
  const mobile = system === 'android' ? ' Mobile' : '';
  const edge = browser === 'Edge' ? ` Edg/${chromium}.0.0.0` : '';
  return `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${chromium}.0.0.0${mobile} Safari/537.36${edge}`;
}
