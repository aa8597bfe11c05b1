import { randomOf, type Random } from '../stats/index.ts';
import type { Company } from './company.ts';
import { guid, pick } from './draws.ts';
import { FAMILY_NAMES, FIRST_NAMES, mailName } from './names.ts';
import type { AccountValues } from './sign-in-values.ts';

const PARTNERS = [
  ['Halden Partners', 'halden-partners.example'],
  ['Brightwater Consulting', 'brightwater.example'],
  ['Osprey Logistics', 'osprey-logistics.example'],
  ['Studio Ultramarin', 'ultramarin.example'],
] as const;

/** The account of a user: employees in the tenant's own domain, guests in one of a partner's. */
export function accountOf(
  random: Random,
  number: number,
  isGuest: boolean,
  company: Company,
): AccountValues {
  const name = `${pick(random, FIRST_NAMES)} ${pick(random, FAMILY_NAMES)}`;
  // Names repeat in a large company; the number keeps the sign-in names apart.
  const mail = `${mailName(name)}${number > 20 ? number : ''}`;
  const id = guid(random);
  const partner = random.below(PARTNERS.length);
  const [partnerName, partnerDomain] = PARTNERS[partner] as (typeof PARTNERS)[number];
  return {
    id,
    name,
    principalName: isGuest
      ? `${mail}_${partnerDomain}#ext#@${company.domain}`
      : `${mail}@${company.domain}`,
    userType: isGuest ? 'guest' : 'member',
    homeTenantId: isGuest ? guid(randomOf(`${company.seed}/partner`, partner)) : company.tenantId,
    homeTenantName: isGuest ? partnerName : '',
    servicePrincipal: null,
    managedIdentity: null,
  };
}
