import { DETECTORS } from '../../detectors/index.ts';
import type { Aspect } from '../../schema/aspects.ts';
import type { StoredVerdict } from '../../pipeline/verdict-reader.ts';

const ASPECT_OF: ReadonlyMap<string, Aspect> = new Map(
  DETECTORS.map(({ id, aspect }) => [id, aspect]),
);

/** Reasons that a title names at most. */
const LONGEST = 3;

/** The strongest reason of each aspect, strongest first: 'Impossible travel, new or rare country'. What is
 *  odd in one way is said once. */
export function titleOf({ reasons }: Pick<StoredVerdict, 'reasons'>): string {
  const seen = new Set<string>();
  const titles = reasons
    .filter(({ detector }) => {
      const aspect = ASPECT_OF.get(detector) ?? detector;
      return !seen.has(aspect) && seen.add(aspect);
    })
    .map(({ title }) => title);
  const [first = '', ...others] = titles.slice(0, LONGEST);
  return [first, ...others.map(decapitalised)].join(', ');
}

function decapitalised(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
