import { describe, expect, test } from 'vitest';
import { DETECTORS } from '../../detectors/index.ts';
import { EXPLAINED, reasonSentence, reasonSentences } from './reason.ts';

function sentence(detector: string, facts: Parameters<typeof reasonSentence>[0]['facts']): string {
  return reasonSentence({ detector, title: 'Title', facts });
}

function unseen(detector: string, fact: string, value: string, more: object = {}) {
  const facts = { [fact]: value, isNew: true, expectedEveryDays: 17, ...more };
  return { detector, title: 'Title', score: 0.94, facts };
}

test('every detector has its sentence, and no sentence is of a detector that is not there', () => {
  expect(EXPLAINED.toSorted()).toEqual(DETECTORS.map(({ id }) => id).toSorted());
});

test('a detector of another version is named, with its facts', () => {
  expect(sentence('gone', { distanceKm: 5 })).toBe('Title: distance 5 km.');
  expect(sentence('gone', {})).toBe('Title.');
});

describe('reasonSentence', () => {
  test.each([
    [
      'new-country',
      { country: 'PE', isNew: true, otherUsers: 1, expectedEveryDays: 61.7 },
      'The country PE was never seen with this user; something as rare comes once in 62 days. 1 other user has it.',
    ],
    [
      'unusual-application',
      {
        application: 'Azure CLI',
        isNew: false,
        usualSharePercent: 1.02,
        lastSeenDays: 20.2,
        otherUsers: 16,
        expectedEveryDays: 15.5,
      },
      "The application Azure CLI was in 1 % of this user's sign-ins, last 20 days ago; something as rare comes once in 16 days. 16 or more other users have it.",
    ],
    [
      'new-asn',
      { asn: 'AS1', isNew: true, otherUsers: null, expectedEveryDays: 20 },
      'The provider AS1 was never seen with this user; something as rare comes once in 20 days.',
    ],
    [
      'unusual-hour',
      { weekday: 'Sunday', hourOfDay: 3, zone: 'UTC', isZoneKnown: false, usualDensityPercent: 1 },
      'Sunday at 03:00 (UTC, as the zone is not known): at such hours this user is 1 % as active as at an average one.',
    ],
    [
      'failure-burst',
      { failuresLastHour: 5, attemptsLastHour: 6, usualFailurePercent: 2.345 },
      "5 failures of 6 attempts within an hour; usually 2.3 % of this user's attempts fail.",
    ],
    [
      'right-secret-after-guessing',
      { wrongSecrets: 10, overMinutes: 12.4, addresses: 1 },
      'The right secret after 10 wrong ones within 12 minutes from 1 address of the same source, which this user has never used.',
    ],
    [
      'password-spray-address',
      {
        ipAddress: '203.0.113.7',
        usersWithWrongSecrets: 40,
        wrongSecrets: 55,
        usersAtHomeThere: 0,
      },
      'The right secret from 203.0.113.7, where 40 users had 55 wrong ones in the day before; 0 other users are at home there.',
    ],
    [
      'mfa-fatigue',
      { refusedLastHour: 6, gaveInAtLast: true },
      '6 second factors were refused within an hour, asked for from a network that this user has never used; then one was granted.',
    ],
    [
      'impossible-travel',
      {
        fromCity: 'Oslo',
        fromCountry: 'NO',
        toCity: '',
        toCountry: 'PE',
        distanceKm: 11_042,
        apartHours: 0.5,
        speedKmh: null,
      },
      'Oslo, NO and PE are 11,042 km apart, the sign-ins 30 minutes: no speed would do.',
    ],
    [
      'impossible-travel',
      {
        fromCity: '',
        fromCountry: 'PE',
        toCity: 'Oslo',
        toCountry: 'NO',
        distanceKm: 11_042,
        apartHours: 0.5,
        speedKmh: 22_084,
        isFromUsual: false,
        isToUsual: true,
      },
      'PE and Oslo, NO are 11,042 km apart, the sign-ins 30 minutes: that takes 22,084 km/h. The strange one is the earlier, from PE.',
    ],
    [
      'session-elsewhere',
      {
        beforeIpAddress: '192.0.2.17',
        beforeCountry: 'NO',
        beforeOperatingSystem: 'Windows10',
        country: 'PE',
        operatingSystem: 'Linux',
        isOtherSystem: true,
        isOtherDevice: false,
        isByDeviceCode: false,
        apartMinutes: 60,
      },
      'A session that was at 192.0.2.17 (NO) 60 minutes before goes on from PE, on Linux instead of Windows10.',
    ],
    [
      'device-code-first-use',
      { application: 'Azure CLI', isNew: true, otherUsers: 0 },
      'Signed in to Azure CLI by device code, which this user has never done. Nobody else in the tenant has it.',
    ],
    [
      'dormant-account',
      {
        silenceDays: 70.3,
        usualGapDays: null,
        isNewProvider: true,
        isNewDevice: false,
        isNewCountry: true,
        country: 'PE',
      },
      'The account had been silent for 70 days; it never used this provider; it was never in PE.',
    ],
    [
      'workload-new-credential',
      { credentialKeyId: 'key-2', isNewNetwork: true },
      'The credential key-2 was never used by this workload, and neither was the network.',
    ],
    [
      'forest-score',
      {
        asOddPercent: 0.213,
        isBorrowedModel: false,
        mostUnusual: 'browser',
        nextUnusual: 'hour',
        thirdUnusual: '',
      },
      'Of the usual sign-ins 0.21 % are isolated as quickly; most unusual: browser, hour.',
    ],
  ] as const)('of %s', (detector, facts, expected) => {
    expect(sentence(detector, facts)).toBe(expected);
  });
});

describe('reasonSentences', () => {
  const country = unseen('new-country', 'country', 'NO', { otherUsers: 1 });
  const city = { ...unseen('new-city', 'city', 'Bergen, NO', { otherUsers: 0 }), score: 0.93 };
  const browser = unseen('unusual-browser', 'browser', 'Opera');

  test('values of one aspect that were never seen are told in one sentence', () => {
    expect(reasonSentences([country, browser, city])).toEqual([
      {
        score: 0.94,
        text: 'Never seen with this user: country NO (1 other user has it); city Bergen, NO (nobody else in the tenant has it). Something as rare comes once in 17 days.',
      },
      { score: 0.94, text: reasonSentence(browser) },
    ]);
  });

  test('where some are rarer than others the number is that of the first', () => {
    const common = { ...city, facts: { ...city.facts, expectedEveryDays: 3 } };
    expect(reasonSentences([country, common])[0]?.text).toMatch(
      /Something as rare as the first comes once in 17 days\.$/,
    );
  });

  test('what was seen before keeps its own sentence', () => {
    const seen = { ...city, facts: { city: 'Oslo, NO', isNew: false, usualSharePercent: 1 } };
    expect(reasonSentences([country, seen])).toHaveLength(2);
  });
});
