import { quote } from './literals.ts';
import type { DynamicPath, PathStep } from './types.ts';

/** The arguments that lead the engine's JSON functions along the steps; it counts from 1. */
export function jsonArguments(path: DynamicPath): string {
  return path.steps.map((step) => `, ${jsonArgument(step)}`).join('');
}

function jsonArgument(step: PathStep): string {
  if ('name' in step) return quote(step.name);
  if ('key' in step) return step.key;
  if (!/^-?\d+$/v.test(step.index)) {
    const index = step.nullable === true ? `ifNull(${step.index}, 9007199254740991)` : step.index;
    return `if(${index} < 0, ${index}, ${index} + 1)`;
  }
  return step.index.startsWith('-') ? step.index : String(BigInt(step.index) + 1n);
}

/** The JSON at a path, NULL where it is absent or null. */
export function rawAt(path: DynamicPath): string {
  const raw = `JSONExtractRaw(${path.root}${jsonArguments(path)})`;
  return guarded(path, `nullIf(nullIf(${raw}, ''), 'null')`);
}

/** The engine counts the members of objects too where an index is given; Kusto says null. */
export function guarded(path: DynamicPath, sql: string, otherwise = 'NULL'): string {
  const checks = path.steps.flatMap((step, place) => {
    if (!('index' in step)) return [];
    const before = { ...path, steps: path.steps.slice(0, place) };
    return [`JSONType(${path.root}${jsonArguments(before)}) = 'Array'`];
  });
  return checks.length === 0 ? sql : `if(${checks.join(' AND ')}, ${sql}, ${otherwise})`;
}
