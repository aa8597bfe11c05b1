import type { Random } from '../stats/index.ts';
import { cities, cityNamed, type City } from './cities.ts';
import type { Department } from './departments.ts';
import { companyLaptop, type Device } from './devices.ts';
import { chance, pick } from './draws.ts';
import { networkFrom, networkIn, type Network } from './networks.ts';
import { providersFor } from './providers.ts';

/** Ordinary people's ways in that look odd from outside: rented VPNs, desktops and servers in a cloud, phones
 *  with mail clients of long ago. Attackers use the same. */
export interface SideWays {
  /** the exits of a VPN that is rented privately, the usual one first; [] = none */
  readonly vpnExits: readonly Network[];
  readonly cloudDesktop: { readonly device: Device; readonly network: Network } | null;
  /** a server from which scripts are run */
  readonly server: Network | null;
  /** the phone fetches mail with the password itself, without tokens */
  readonly hasLegacyMail: boolean;
}

export const NO_SIDE_WAYS: SideWays = {
  vpnExits: [],
  cloudDesktop: null,
  server: null,
  hasLegacyMail: false,
};

const CLOUD_CITIES = ['Amsterdam', 'Dublin', 'Boydton', 'Frankfurt Am Main', 'Singapore', 'London'];
const VPN_SHARE = 0.08;
const CLOUD_DESKTOP_SHARE = 0.04;
const LEGACY_MAIL_SHARE = 0.03;

export function sideWaysOf(random: Random, home: City, { name }: Department): SideWays {
  const isTechnical = name === 'Engineering' || name === 'IT';
  return {
    vpnExits: chance(random, VPN_SHARE) ? vpnExits(random, home) : [],
    cloudDesktop: chance(random, CLOUD_DESKTOP_SHARE) ? cloudDesktop(random) : null,
    server: isTechnical && chance(random, 0.25) ? serverIn(random) : null,
    hasLegacyMail: chance(random, LEGACY_MAIL_SHARE),
  };
}

/** One exit in the own country and one or two elsewhere. */
function vpnExits(random: Random, home: City): Network[] {
  const exit = (city: City) => networkIn(random, city, 'vpn', { ipv4Count: 6, ipv6Share: 0 });
  const abroad = Array.from({ length: 1 + random.below(2) }, () => exit(pick(random, cities)));
  return [exit(home), ...abroad];
}

/** Desktops are rented from the two large clouds. */
function cloudDesktop(random: Random): NonNullable<SideWays['cloudDesktop']> {
  const clouds = providersFor('hosting', '*').filter(({ asn }) => asn === 8075 || asn === 16_509);
  const network = networkFrom(random, pick(random, clouds), cityNamed(pick(random, CLOUD_CITIES)), {
    ipv4Count: 2,
    ipv6Share: 0,
  });
  return { device: companyLaptop(random, [['windows', 1]]), network };
}

function serverIn(random: Random): Network {
  const city = chance(random, 0.7) ? cityNamed(pick(random, CLOUD_CITIES)) : pick(random, cities);
  return networkIn(random, city, 'hosting', { ipv6Share: 0.3 });
}
