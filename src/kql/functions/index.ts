import { conditionalFunctions } from './conditional.ts';
import { conversionFunctions } from './conversion.ts';
import type { FunctionTable, ScalarFunction } from './function.ts';

import { nowFunctions } from './now.ts';

export type { Call, FunctionTable, ScalarFunction } from './function.ts';

const TABLES: readonly FunctionTable[] = [conditionalFunctions, conversionFunctions, nowFunctions];

/** All scalar functions by name. */
export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
