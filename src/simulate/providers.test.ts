import { expect, test } from 'vitest';
import { isPrivateAddress, networkOf } from '../geo/index.ts';
import { randomOf } from '../stats/index.ts';
import { ipv4Of, ipv6In, ipv6Prefix } from './addresses.ts';
import { cities, cityNamed } from './cities.ts';
import { providersFor, type ProviderUse } from './providers.ts';

const USES: readonly ProviderUse[] = [
  'home',
  'mobile',
  'business',
  'hosting',
  'vpn',
  'secureEdge',
  'flight',
];

test('every city has a provider for every use', () => {
  for (const { country } of cities) {
    for (const use of USES) expect(providersFor(use, country).length).toBeGreaterThan(0);
  }
  expect(() => providersFor('home', 'XX')).toThrow('no home provider in XX');
});

test('every address is a public one, in its canonical form', () => {
  const random = randomOf('addresses');
  const all = new Set(
    cities.flatMap(({ country }) => USES.flatMap((use) => providersFor(use, country))),
  );
  for (const provider of all) {
    for (let index = 0; index < 20; index += 1) {
      const address = ipv4Of(random, provider);
      expect(isPrivateAddress(address), `${provider.name} ${address}`).toBe(false);
      expect(networkOf(address)).toBe(address.replace(/\.\d+$/, '.0/24'));
    }
    const prefix = provider.ipv6 === '' ? null : ipv6Prefix(random, provider);
    const network = prefix === null ? '' : networkOf(ipv6In(random, prefix));
    expect(network).toMatch(prefix === null ? /^$/ : /::\/48$/);
  }
});

test('names of cities are unique, and unknown ones are refused', () => {
  expect(new Set(cities.map(({ name }) => name)).size).toBe(cities.length);
  expect(() => cityNamed('Atlantis')).toThrow('unknown city: Atlantis');
  for (const { latitude, longitude } of cities) {
    expect(Math.abs(latitude)).toBeLessThan(72);
    expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
  }
});
