/** What a provider's addresses are used for. */
export type ProviderUse =
  | 'home'
  | 'mobile'
  | 'business'
  | 'hosting'
  | 'vpn'
  | 'secureEdge'
  | 'flight';

/** Somebody who gives out addresses. */
export interface Provider {
  readonly asn: number;
  readonly name: string;
  readonly uses: readonly ProviderUse[];
  /** first two bytes of its IPv4 ranges */
  readonly ipv4: readonly string[];
  /** first two groups of its IPv6 range; '' = none */
  readonly ipv6: string;
}

const USES: Readonly<Record<string, ProviderUse>> = {
  h: 'home',
  m: 'mobile',
  b: 'business',
  c: 'hosting',
  v: 'vpn',
  e: 'secureEdge',
  f: 'flight',
};

/** Country: number, name, uses, IPv4, IPv6. Real providers with ranges that look like theirs; which
 *  address goes with which city is invented. Worldwide ones stand under '*'. */
const TABLE = `
NO: 2119 Telenor Norge|hmb|84.208,84.213,88.88|2a01:799; 29695 Altibox|hb|79.160,84.202|2a01:79d; 12929 Telia Norge|mb|77.16,46.15|2a02:2121; 41164 Telia Norge Bredband|h|81.167,80.202|2a01:79c
SE: 3301 Telia Sverige|hmb|78.64,81.224|2001:2040; 1257 Tele2 Sverige|mb|90.128,130.244|2a00:801; 45011 Bredband2|h|85.24,82.183|2a01:2b0; 44034 Hi3G|m|94.191,2.64|2a02:aa1
DK: 3292 TDC|hmb|80.160,87.48|2a05:f6c1; 15516 Norlys|hb|5.186,85.191|2a02:2f8; 9158 Telenor Danmark|m|2.128,109.57|2a06:4000
FI: 1759 Telia Finland|hmb|84.248,91.152|2001:14ba; 719 Elisa|hmb|82.128,88.112|2001:999; 16086 DNA|hm|87.92,176.72|2001:14bb
DE: 3320 Deutsche Telekom|hmb|79.192,84.128,91.0|2003:c0; 3209 Vodafone Deutschland|hmb|88.64,109.40|2a02:8108; 6805 Telefonica Germany|hm|89.204,176.1|2a01:c22; 8881 1und1 Versatel|hb|89.244,94.134|2001:16b8
GB: 2856 British Telecom|hmb|81.128,86.128,109.144|2a00:23c4; 5089 Virgin Media|hb|82.0,86.0|2a02:c7c; 5607 Sky Broadband|h|2.120,90.192|2a02:c7f; 12576 EE|m|31.64,92.40|2a01:4c8; 60339 Three|m|92.41,94.197|2a04:241
IE: 5466 Eir|hmb|86.40,83.70|2001:bb6; 6830 Virgin Media Ireland|h|89.100,37.228|2a02:8084; 15502 Vodafone Ireland|m|89.19,109.76|2a02:8086
NL: 1136 KPN|hmb|77.160,86.80|2a02:a440; 33915 VodafoneZiggo|hb|84.24,83.80|2001:1c00; 50266 Odido|hm|31.20,62.45|2a02:a210
BE: 5432 Proximus|hmb|81.240,91.176|2a02:a03f; 6848 Telenet|hmb|84.192,94.224|2a02:1810
FR: 3215 Orange|hmb|86.192,90.0|2a01:cb00; 12322 Free|h|78.192,82.64|2a01:e0a; 15557 SFR|hmb|77.128,93.0|2a02:8429; 5410 Bouygues Telecom|hmb|176.128,89.80|2001:861
CH: 3303 Swisscom|hmb|83.76,85.0|2a02:1205; 6730 Sunrise|hm|84.226,80.218|2a02:aa14; 13030 Init7|hb|77.109,82.197|2001:1620
AT: 8447 A1 Telekom|hmb|77.116,91.112|2001:871; 25255 Hutchison Drei|m|77.119,178.113|2a02:8388
ES: 3352 Telefonica de Espana|hmb|80.24,88.0|2a02:9130; 12479 Orange Espana|hmb|85.48,90.160|2a01:c500; 12430 Vodafone Ono|hm|77.208,95.120|2a0c:5a80
PT: 3243 MEO|hmb|81.192,85.240|2001:8a0; 2860 NOS|hm|83.132,94.132|2001:818
IT: 3269 TIM|hmb|79.0,87.0|2a01:2000; 30722 Vodafone Italia|hmb|2.32,5.88|2a01:e11; 1267 Wind Tre|hm|151.16,158.148|2a01:827
PL: 5617 Orange Polska|hmb|83.0,79.184|2a01:111f; 12741 Netia|hb|77.252,87.204|2a02:2450; 8374 Plus|m|37.47,31.0|2a00:f41; 12912 T-Mobile Polska|m|188.146,46.76|2a02:a310
CZ: 5610 O2 Czech|hmb|88.100,90.176|2a00:1028; 16019 Vodafone Czech|hm|78.80,89.24|2a02:8308
GR: 6799 OTE|hb|79.128,85.72|2a02:587; 29247 Cosmote|m|77.49,94.66|2a02:214c; 3329 Vodafone Greece|hm|62.169,94.64|2a02:1388
RO: 8708 Digi|hmb|79.112,86.120|2a02:2f00; 9050 Telekom Romania|hb|82.76,86.34|2a00:9d20; 12302 Vodafone Romania|m|85.9,46.97|2a02:a58
UA: 15895 Kyivstar|hmb|46.211,37.73|2a01:1d8; 3255 Ukrtelecom|hb|92.112,178.92|2a00:7a60
TR: 47331 Turk Telekom|hb|78.160,88.224|2a02:ff0; 16135 Turkcell|m|5.24,31.140|2a02:e0
RU: 12389 Rostelecom|hb|95.24,178.64|2a02:2698; 8359 MTS|hmb|91.76,213.87|2a00:1fa0; 3216 Beeline|hm|95.24,83.220|2a00:1e88
US: 7922 Comcast|hb|24.0,67.160,73.0|2601:40; 701 Verizon|hb|71.160,96.224|2600:4040; 20115 Charter|hb|24.176,71.8,97.80|2600:6c00; 7018 ATT|hb|99.0,108.192|2600:1700; 21928 T-Mobile USA|m|172.32,172.56|2607:fb90; 20057 ATT Mobility|m|107.64,166.137|2600:381; 6167 Verizon Wireless|m|174.192,70.192|2600:1000
CA: 577 Bell Canada|hmb|70.24,142.112|2605:b100; 812 Rogers|hmb|72.136,99.224|2607:fea8; 852 Telus|hm|75.152,142.58|2001:569
MX: 8151 Telmex|hb|187.128,189.128|2806:10; 28403 Telcel|m|187.176,200.66|2806:2f0
BR: 27699 Vivo|hmb|177.24,187.56|2804:7f0; 28573 Claro|hmb|177.32,189.0|2804:14c; 26599 TIM Brasil|m|191.56,187.68|2804:214
CO: 10620 Telmex Colombia|hb|181.48,186.80|2800:484; 26611 Comcel|m|191.88,181.204|2800:e2
IN: 55836 Reliance Jio|hm|49.32,152.56|2409:4000; 24560 Bharti Airtel|hb|122.160,182.64|2401:4900; 45609 Airtel Mobile|m|106.192,223.176|2401:4900; 17488 ACT Fibernet|hb|106.51,49.205|2406:7400
SG: 9506 Singtel|hb|116.86,119.74|2406:3003; 45143 Singtel Mobile|m|119.56,118.200|2401:7400; 4773 MobileOne|hm|101.127,116.15|2404:e801
JP: 4713 NTT OCN|hb|114.144,153.128|2400:4050; 2516 KDDI|hmb|106.128,111.86|240f:30; 17676 SoftBank|hmb|126.0,219.0|2400:2410
HK: 4760 HKT|hmb|112.118,219.76|2001:470a; 9304 Hutchison Hong Kong|hm|61.92,202.64|2404:c800
CN: 4134 China Telecom|hmb|101.80,180.152|240e:30; 4837 China Unicom|hmb|112.64,116.224|2408:8200
TH: 17552 True Internet|hb|58.8,124.120|2001:fb1; 131445 AIS|m|49.228,184.22|2001:44c8
VN: 45899 VNPT|hmb|113.160,123.16|2001:ee0; 7552 Viettel|hmb|115.72,171.224|2402:800
ID: 7713 Telkom Indonesia|hb|36.64,180.240|2001:448a; 23693 Telkomsel|m|114.120,182.0|2404:c0
AE: 5384 Etisalat|hmb|86.96,94.200|2001:8f8; 15802 Du|hmb|91.72,176.204|2a00:f28
ZA: 3741 Internet Solutions|hb|196.25,105.224|2c0f:f4c0; 29975 Vodacom|m|41.0,105.0|2c0f:ec0
NG: 29465 MTN Nigeria|hmb|105.112,197.210|2c0f:2a80; 36873 Airtel Nigeria|m|105.112,197.211|2c0f:f5c0
KE: 33771 Safaricom|hmb|105.160,197.136|2c0f:fe38
AU: 1221 Telstra|hmb|101.160,120.144|2001:8003; 4804 Optus|hm|110.20,49.176|2405:6e00; 7545 TPG|hb|110.174,58.108|2403:5800
*: 14061 DigitalOcean|c|104.131,159.65,167.99|2604:a880; 16276 OVH|c|51.68,54.36,137.74|2001:41d0; 24940 Hetzner|c|78.46,95.216,116.202|2a01:4f8; 20473 Vultr|c|45.32,108.61,149.28|2001:19f0; 16509 Amazon|c|3.120,18.184,52.28|2a05:d018; 8075 Microsoft|c|20.50,40.74,52.232|2603:1020; 396982 Google Cloud|c|34.90,35.204,104.199|2600:1900; 9009 M247|v|37.120,185.94,193.27|2a0d:5600; 60068 Datacamp|v|89.187,156.146,195.181|2a02:6ea0; 62041 Packethub|v|194.35,178.249|2a0e:1c80; 62044 Zscaler|e|165.225,147.161,136.226|2605:4300; 64294 Panasonic Avionics|f|199.116,67.218|; 22351 Intelsat|f|64.86,207.188|
`;

const BY_COUNTRY: ReadonlyMap<string, readonly Provider[]> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [country = '', list = ''] = line.split(': ');
      return [country, list.split('; ').map(readProvider)] as const;
    }),
);

/** Providers of one use: worldwide ones for hosting, vpn, secureEdge and flight.
 *  @throws RangeError when there is none */
export function providersFor(use: ProviderUse, country: string): readonly Provider[] {
  const isLocal = use === 'home' || use === 'mobile' || use === 'business';
  const key = `${use}/${isLocal ? country : '*'}`;
  const known = FOUND.get(key);
  if (known !== undefined) return known;
  const all = BY_COUNTRY.get(isLocal ? country : '*') ?? [];
  const found = all.filter(({ uses }) => uses.includes(use));
  if (found.length === 0) throw new RangeError(`no ${use} provider in ${country}`);
  FOUND.set(key, found);
  return found;
}

const FOUND = new Map<string, readonly Provider[]>();

function readProvider(text: string): Provider {
  const [title = '', letters = '', ipv4 = '', ipv6 = ''] = text.split('|');
  const [asn = '', ...name] = title.split(' ');
  return {
    asn: Number(asn),
    name: name.join(' '),
    uses: letters.split('').flatMap((letter) => USES[letter] ?? []),
    ipv4: ipv4.split(','),
    ipv6,
  };
}
