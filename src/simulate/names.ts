/** First names; with a family name they make people who do not exist. */
export const FIRST_NAMES: readonly string[] =
  `Aarav Ada Adrian Agnes Aisha Albert Alice Amara Amelia Amina Ananya Anders Andrea Anja Anna Anton Arjun Astrid
Beatriz Benjamin Bjørn Camille Carlos Carmen Caroline Charlotte Chen Chloé Clara Daniel David Diego Dmitri Elena Eli Elias
Elin Emma Emil Erik Esra Eva Fatima Felix Finn Florian Frida Gabriel George Giulia Grace Greta Gustav Hanna Harald Helena
Henrik Hugo Ida Ingrid Isabel Ivan Jakob Jan Jasmin João Johan Jonas Julia Kai Karin Kasper Katarzyna Kenji Kiran Lars
Laura Lea Leila Lena Leo Linh Lina Louis Lucas Lucía Maja Malik Marco Maria Marta Martin Mateo Mei Mia Mikael Mohammed
Naomi Nils Nina Noah Nora Ola Olga Oliver Omar Oscar Paul Pedro Petra Priya Rafael Ravi Rebecca Robin Rosa Sam Sara Sebastian
Silje Simon Sofia Søren Stefan Sven Tara Thea Theo Thomas Tim Tomasz Tuva Ulrike Valentina Vera Victor Wei Yara Yusuf Zoe`.split(
    /\s+/,
  );

export const FAMILY_NAMES: readonly string[] =
  `Aas Abbott Acosta Ahmed Almeida Andersson Bakke Banerjee Barros Bauer Becker Berg Bergström Bianchi Bianco Blom Borg
Brandt Brown Bui Carter Castillo Chan Chaudhry Christensen Clark Costa Dahl Das Davies Dekker Diaz Dubois Eide Ekström Eriksen
Evans Farah Fernandes Ferrari Fischer Fontaine Foss Friis Gallo Garcia Ghosh Gomez Graf Green Gupta Haagensen Haas Hagen Hall
Hansen Harris Hassan Haugen Hayashi Herrera Hoang Hoffmann Holm Hughes Iversen Iyer Jansen Jensen Johansen Jones Joshi Kamara
Kaya Keller Khan Kim Klein Kowalski Krause Kristiansen Kumar Laine Lambert Larsen Le Lee Lefebvre Lehmann Lind Lopes Lund
Lundqvist Malik Marino Martin Mehta Mendes Meyer Moe Moreau Moreno Morris Murphy Müller Nakamura Navarro Nguyen Nielsen Nilsen
Novak Nowak Okafor Olsen Ortega Osei Park Patel Pereira Petersen Pham Pinto Quinn Rahman Ramos Rao Reyes Ricci Richter Rossi
Roux Ruiz Sandberg Santos Sato Schmidt Schneider Schulz Shah Sharma Silva Simonsen Singh Solberg Sousa Strand Suzuki Svensson
Tan Taylor Thomas Thorsen Torres Tran Vega Vogel Wagner Walker Wang Weber White Wilson Wolf Wood Wright Yamamoto Yang Yilmaz
Young Zhang Zimmermann`.split(/\s+/);

const ASCII: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', å: 'a', ß: 'ss', ł: 'l' };

/** 'Søren Müller' → 'soren.muller'. */
export function mailName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/[øæåßł]/g, (letter) => ASCII[letter] ?? '')
    .replaceAll(/\s+/g, '.');
}
