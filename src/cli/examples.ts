/** What stands under "Examples" in the help of a command, by its full name; '' is the program itself.
 *  A test parses every line, and misses none. */
export type Example = readonly [line: string, meaning: string];

export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  '': [
    ['oddsock demo', 'see it at work on a company that does not exist'],
    ['oddsock ingest ./logs', 'read your own logs'],
    ['oddsock detect', 'learn what was normal, day by day, and judge what came'],
    ['oddsock anomalies', 'what is worth a look'],
  ],
  demo: [
    ['oddsock demo', 'a company of 200 users in ./oddsock-demo'],
    ['oddsock demo --users 1000 --days 30 --dir big', 'a larger one elsewhere'],
  ],
  ingest: [
    ['oddsock ingest ./logs', 'a folder with everything below it'],
    ["oddsock ingest 'logs/2026-11-*.json.gz'", 'what fits a pattern'],
    ['az rest … | oddsock ingest -', 'what another program writes'],
  ],
  show: [['oddsock show 2f1c7f0e-6a0b-4d4c-9c57-7f3d1f0b8e00', 'every stored copy, and the row']],
  activity: [
    ['oddsock activity --since 7d', 'the last seven days'],
    ['oddsock activity --user ada@example.org', 'one user'],
  ],
  learn: [
    ['oddsock learn', 'from all that is stored'],
    ['oddsock learn --as-of 7d', 'as it was known a week ago, to judge the week after'],
    ['oddsock learn --user ada@example.org', 'one user anew'],
  ],
  baseline: [
    ['oddsock baseline ada@example.org', 'one user, as pictures'],
    ['oddsock baseline --tenant', 'everybody together'],
    ['oddsock baseline ada@example.org --json', 'all values, for a program'],
  ],
  training: [
    ['oddsock training', 'everybody, with a summary'],
    ['oddsock training --state learning', 'who has too little history'],
  ],
  detect: [
    ['oddsock detect', 'what was not judged yet'],
    ['oddsock detect --since 7d', 'the last week again, after a change of the configuration'],
  ],
  anomalies: [
    ['oddsock anomalies --severity high', 'high and critical ones'],
    ['oddsock anomalies --user ada@example.org --since 30d', 'of one user'],
    ['oddsock anomalies --json | jq .title', 'for another program'],
  ],
  behaviours: [['oddsock behaviours --user ada@example.org', 'what was rare, but no alert']],
  explain: [['oddsock explain 75d473ee9943e6f8', 'an anomaly, by its id or that of its sign-in']],
  hunt: [
    ['oddsock hunt --list', 'the hunts that come with Oddsock'],
    ['oddsock hunt spray-then-success', 'one of them'],
    ["oddsock hunt 'SigninLogs | summarize count() by ResultType'", 'a question of your own'],
  ],
  simulate: [
    ['oddsock simulate tenant --out ./tenant', 'logs to try things out on'],
    ['oddsock simulate anomaly ada@example.org', 'one odd sign-in, judged'],
  ],
  'simulate tenant': [
    ['oddsock simulate tenant --out ./tenant', 'the logs of 200 users in 75 days'],
    ['oddsock simulate tenant --out ./small --users 20 --days 30 --seed 7', 'a small one'],
  ],
  'simulate anomaly': [
    ['oddsock simulate anomaly ada@example.org', 'the worst kind'],
    ['oddsock simulate anomaly ada@example.org --kind country', 'a journey: no anomaly'],
  ],
  status: [['oddsock status', 'tables, rejected records, last runs']],
  rejects: [
    ['oddsock rejects', 'the first 50'],
    ['oddsock rejects --json > rejects.ndjson', 'all of them'],
  ],
};

/** The examples of a command as its help shows them; '' = it has none. */
export function examplesText(name: string, width: number): string {
  const examples = EXAMPLES[name] ?? [];
  if (examples.length === 0) return '';
  const widest = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, meaning]) =>
    widest + meaning.length + 6 <= width
      ? `  ${line.padEnd(widest)}  ${meaning}`
      : `  ${line}\n      ${meaning}`,
  );
  return `\nExamples:\n${lines.join('\n')}`;
}
