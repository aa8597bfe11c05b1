import { DETECTORS } from '../../detectors/index.ts';

interface Named {
  readonly detector: string;
  readonly title: string;
}

/** The order of the list is from coarse to fine: of a new country, city and network the country is what
 *  people want to hear. */
const RANK: ReadonlyMap<string, number> = new Map(DETECTORS.map(({ id }, index) => [id, index]));
const ASPECT: ReadonlyMap<string, string> = new Map(
  DETECTORS.map(({ id, aspect }) => [id, aspect]),
);

/** Reasons that a title names at most. */
const LONGEST = 3;

/** One reason of each aspect, the coarsest, in the order of the aspects' strongest; the model last, as it
 *  only says that something is odd.
 *  @param reasons  strongest first */
export function leadingReasons<Reason extends Named>(reasons: readonly Reason[]): Reason[] {
  const byAspect = Map.groupBy(reasons, ({ detector }) => ASPECT.get(detector) ?? detector);
  const model = byAspect.get('model') ?? [];
  byAspect.delete('model');
  return [...byAspect.values(), ...(model.length > 0 ? [model] : [])].map((own) =>
    own.reduce((best, each) => (rankOf(each) < rankOf(best) ? each : best)),
  );
}

/** 'Impossible travel, new or rare country, unusual browser': what is odd in one way is said once. */
export function titleOf(reasons: readonly Named[]): string {
  const [first = '', ...others] = leadingReasons(reasons)
    .slice(0, LONGEST)
    .map(({ title }) => title);
  return [first, ...others.map(decapitalised)].join(', ');
}

function rankOf({ detector }: Named): number {
  return RANK.get(detector) ?? RANK.size;
}

function decapitalised(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
