import { binFunctions } from './bin.ts';
import { calendarFunctions } from './calendar.ts';
import { conditionalFunctions } from './conditional.ts';
import { conversionFunctions } from './conversion.ts';
import { datetimeFunctions } from './datetime.ts';
import { formatTimeFunctions } from './format-time.ts';
import type { FunctionTable, ScalarFunction } from './function.ts';

import { mathFunctions } from './math.ts';
import { nowFunctions } from './now.ts';
import { regexFunctions } from './regex.ts';
import { stringFunctions } from './string.ts';

export type { Call, FunctionTable, ScalarFunction } from './function.ts';

const TABLES: readonly FunctionTable[] = [
  binFunctions,
  calendarFunctions,
  conditionalFunctions,
  conversionFunctions,
  datetimeFunctions,
  formatTimeFunctions,
  mathFunctions,
  nowFunctions,
  regexFunctions,
  stringFunctions,
];

/** All scalar functions by name. */
export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
