import { cpus } from 'node:os';
import { DETECTORS } from '../../src/detectors/index.ts';
import { evidence, LIMA, MANAGED, NOW, signIn, usual } from '../../src/detectors/test-support.ts';
import { WITH_LINUX_FROM_LIMA } from '../../src/risk/test-support.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import { judge, prepareJudgement, type Judgement } from '../../src/risk/index.ts';
import type { Evidence } from '../../src/evidence/evidence.ts';

/** CPU time of one verdict, on one thread: `node bench/judgement/speed.ts`.
 *  Ordinary: nothing is found (nearly all sign-ins). Busy: the same with 200 sign-ins in the day
 *  before, in one session. Odd: place and device are new, an anomaly is made of it. */

const RUNS = 200_000;
const WARM_UP = 20_000;

const judgement = prepareJudgement(judgementSettings.parse({}), DETECTORS);

/** Distinct objects, so that nothing is found in a cache by its identity. */
function many(make: (index: number) => Evidence): Evidence[] {
  return Array.from({ length: 1000 }, (_, index) => make(index));
}

const forest = {
  score: 0.46,
  tailProbability: 0.3,
  isBorrowed: false,
  attribution: [{ feature: 'hour', contribution: 0.01 }],
};
const SESSION = { sessionId: 's-1', kind: 'nonInteractive' } as const;
const day = Array.from({ length: 200 }, (_, index) =>
  signIn({ ...SESSION, id: `r-${index}`, timeMs: NOW - (200 - index) * 60_000 }),
);
const loads: Readonly<Record<string, Evidence[]>> = {
  ordinary: many((index) =>
    evidence({
      signIn: { ...MANAGED, id: `s-${index}` },
      values: { device: usual(MANAGED.deviceId) },
      forest,
    }),
  ),
  busy: many((index) =>
    evidence({
      signIn: { ...SESSION, ...LIMA, id: `s-${index}` },
      recent: day,
      forest,
    }),
  ),
  odd: many((index) =>
    evidence({
      ...WITH_LINUX_FROM_LIMA,
      signIn: { ...WITH_LINUX_FROM_LIMA.signIn, id: `s-${index}` },
      forest: { ...forest, tailProbability: 1e-6 },
    }),
  ),
};

function microsecondsEach(given: readonly Evidence[], runs: number, by: Judgement): number {
  let found = 0;
  const start = process.cpuUsage();
  for (let run = 0; run < runs; run++) {
    found += judge(given[run % given.length]!, by).findings.length;
  }
  const { user, system } = process.cpuUsage(start);
  if (Number.isNaN(found)) throw new Error('unreachable: keeps the loop alive');
  return (user + system) / runs;
}

console.log(`${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`);
for (const [name, given] of Object.entries(loads)) {
  microsecondsEach(given, WARM_UP, judgement);
  const runs = [1, 2, 3, 4, 5].map(() => microsecondsEach(given, RUNS / 5, judgement));
  const best = Math.min(...runs);
  console.log(
    `${name.padEnd(10)} ${best.toFixed(2)} µs a sign-in (${runs.map((each) => each.toFixed(1)).join(', ')})`,
  );
}
