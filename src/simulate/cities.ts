/** A place as a sign-in log knows places. */
export interface City {
  readonly name: string;
  readonly state: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** degrees */
  readonly latitude: number;
  readonly longitude: number;
  /** IANA */
  readonly zone: string;
}

/** State, name, latitude, longitude; one city a line, under its country and zone. */
const TABLE = `
NO Europe/Oslo
  Oslo|Oslo|59.91|10.75
  Viken|Drammen|59.74|10.2
  Viken|Lillestrom|59.96|11.05
  Vestland|Bergen|60.39|5.32
  Trondelag|Trondheim|63.43|10.4
  Rogaland|Stavanger|58.97|5.73
SE Europe/Stockholm
  Stockholms Lan|Stockholm|59.33|18.07
  Stockholms Lan|Sodertalje|59.2|17.63
  Uppsala Lan|Uppsala|59.86|17.64
  Vastra Gotalands Lan|Goteborg|57.71|11.97
  Skane Lan|Malmo|55.61|13
DK Europe/Copenhagen
  Hovedstaden|Copenhagen|55.68|12.57
  Sjaelland|Roskilde|55.64|12.08
  Midtjylland|Aarhus|56.16|10.2
FI Europe/Helsinki
  Uusimaa|Helsinki|60.17|24.94
  Pirkanmaa|Tampere|61.5|23.76
DE Europe/Berlin
  Berlin|Berlin|52.52|13.4
  Brandenburg|Potsdam|52.39|13.06
  Hamburg|Hamburg|53.55|9.99
  Bayern|Munich|48.14|11.58
  Bayern|Augsburg|48.37|10.9
  Hessen|Frankfurt Am Main|50.11|8.68
  Nordrhein-Westfalen|Cologne|50.94|6.96
GB Europe/London
  England|London|51.51|-0.13
  England|Croydon|51.37|-0.1
  England|Reading|51.45|-0.97
  England|Manchester|53.48|-2.24
  Scotland|Edinburgh|55.95|-3.19
IE Europe/Dublin
  Dublin|Dublin|53.35|-6.26
  Dublin|Swords|53.46|-6.22
  Cork|Cork|51.9|-8.47
NL Europe/Amsterdam
  Noord-Holland|Amsterdam|52.37|4.9
  Noord-Holland|Haarlem|52.38|4.64
  Utrecht|Utrecht|52.09|5.12
  Zuid-Holland|Rotterdam|51.92|4.48
BE Europe/Brussels
  Brussels|Brussels|50.85|4.35
  Antwerpen|Antwerp|51.22|4.4
FR Europe/Paris
  Paris|Paris|48.86|2.35
  Hauts-De-Seine|Nanterre|48.89|2.2
  Yvelines|Versailles|48.8|2.13
  Rhone|Lyon|45.76|4.84
  Bouches-Du-Rhone|Marseille|43.3|5.37
CH Europe/Zurich
  Zurich|Zurich|47.38|8.54
  Zurich|Winterthur|47.5|8.72
  Geneve|Geneva|46.2|6.15
AT Europe/Vienna
  Wien|Vienna|48.21|16.37
ES Europe/Madrid
  Madrid|Madrid|40.42|-3.7
  Barcelona|Barcelona|41.39|2.17
  Malaga|Malaga|36.72|-4.42
PT Europe/Lisbon
  Lisboa|Lisbon|38.72|-9.14
  Faro|Faro|37.02|-7.93
IT Europe/Rome
  Lombardia|Milan|45.46|9.19
  Lazio|Rome|41.9|12.5
PL Europe/Warsaw
  Mazowieckie|Warsaw|52.23|21.01
  Mazowieckie|Pruszkow|52.17|20.81
  Malopolskie|Krakow|50.06|19.94
CZ Europe/Prague
  Praha|Prague|50.08|14.44
GR Europe/Athens
  Attiki|Athens|37.98|23.73
  Kriti|Heraklion|35.34|25.13
RO Europe/Bucharest
  Bucuresti|Bucharest|44.43|26.1
UA Europe/Kyiv
  Kyiv|Kyiv|50.45|30.52
TR Europe/Istanbul
  Istanbul|Istanbul|41.01|28.98
RU Europe/Moscow
  Moskva|Moscow|55.76|37.62
US America/New_York
  New York|New York|40.71|-74.01
  New Jersey|Jersey City|40.73|-74.08
  New York|Yonkers|40.93|-73.9
  Virginia|Boydton|36.67|-78.39
  Massachusetts|Boston|42.36|-71.06
  Florida|Miami|25.76|-80.19
  Georgia|Atlanta|33.75|-84.39
US America/Chicago
  Illinois|Chicago|41.88|-87.63
  Illinois|Evanston|42.05|-87.69
  Illinois|Naperville|41.75|-88.15
  Texas|Austin|30.27|-97.74
  Texas|Round Rock|30.51|-97.68
  Texas|Dallas|32.78|-96.8
US America/Denver
  Colorado|Denver|39.74|-104.99
US America/Los_Angeles
  California|San Francisco|37.77|-122.42
  California|Oakland|37.8|-122.27
  California|San Jose|37.34|-121.89
  California|Los Angeles|34.05|-118.24
  Washington|Seattle|47.61|-122.33
CA America/Toronto
  Ontario|Toronto|43.65|-79.38
  Ontario|Mississauga|43.59|-79.64
  Quebec|Montreal|45.5|-73.57
MX America/Mexico_City
  Ciudad De Mexico|Mexico City|19.43|-99.13
BR America/Sao_Paulo
  Sao Paulo|Sao Paulo|-23.55|-46.63
  Sao Paulo|Guarulhos|-23.45|-46.53
  Rio De Janeiro|Rio De Janeiro|-22.91|-43.17
CO America/Bogota
  Bogota|Bogota|4.71|-74.07
IN Asia/Kolkata
  Karnataka|Bengaluru|12.97|77.59
  Karnataka|Tumakuru|13.34|77.1
  Maharashtra|Mumbai|19.08|72.88
  Delhi|Delhi|28.65|77.23
SG Asia/Singapore
  Singapore|Singapore|1.35|103.82
JP Asia/Tokyo
  Tokyo|Tokyo|35.68|139.69
  Osaka|Osaka|34.69|135.5
HK Asia/Hong_Kong
  Hong Kong|Hong Kong|22.32|114.17
CN Asia/Shanghai
  Shanghai|Shanghai|31.23|121.47
TH Asia/Bangkok
  Bangkok|Bangkok|13.76|100.5
  Phuket|Phuket|7.88|98.39
VN Asia/Ho_Chi_Minh
  Ho Chi Minh|Ho Chi Minh City|10.82|106.63
ID Asia/Jakarta
  Jakarta|Jakarta|-6.21|106.85
AE Asia/Dubai
  Dubai|Dubai|25.2|55.27
ZA Africa/Johannesburg
  Gauteng|Johannesburg|-26.2|28.05
NG Africa/Lagos
  Lagos|Lagos|6.52|3.38
KE Africa/Nairobi
  Nairobi|Nairobi|-1.29|36.82
AU Australia/Sydney
  New South Wales|Sydney|-33.87|151.21
  New South Wales|Parramatta|-33.81|151
`;

export const cities: readonly City[] = readTable();

const BY_NAME: ReadonlyMap<string, City> = new Map(cities.map((city) => [city.name, city]));

/** @throws RangeError for a city that is not in the table */
export function cityNamed(name: string): City {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new RangeError(`unknown city: ${name}`);
  return found;
}

export function citiesIn(country: string): readonly City[] {
  return cities.filter((city) => city.country === country);
}

function readTable(): City[] {
  const found: City[] = [];
  let country = '';
  let zone = '';
  for (const line of TABLE.trim().split('\n')) {
    if (!line.startsWith('  ')) {
      [country = '', zone = ''] = line.split(' ');
      continue;
    }
    const [state = '', name = '', latitude, longitude] = line.trim().split('|');
    found.push({
      name,
      state,
      country,
      latitude: Number(latitude),
      longitude: Number(longitude),
      zone,
    });
  }
  return found;
}
