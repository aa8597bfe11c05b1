import { arrayFunctions } from './array.ts';
import { bagFunctions } from './bag.ts';
import { binFunctions } from './bin.ts';
import { calendarFunctions } from './calendar.ts';
import { conditionalFunctions } from './conditional.ts';
import { conversionFunctions } from './conversion.ts';
import { datetimeFunctions } from './datetime.ts';
import { formatTimeFunctions } from './format-time.ts';
import { jsonFunctions } from './json.ts';
import { mathFunctions } from './math.ts';
import { nowFunctions } from './now.ts';
import { regexFunctions } from './regex.ts';
import { setFunctions } from './set.ts';
import { stringFunctions } from './string.ts';
import { windowFunctions } from './window.ts';
import type { FunctionTable, ScalarFunction } from './function.ts';

export type { Call, FunctionTable, ScalarFunction } from './function.ts';

const TABLES: readonly FunctionTable[] = [
  arrayFunctions,
  bagFunctions,
  binFunctions,
  calendarFunctions,
  conditionalFunctions,
  conversionFunctions,
  datetimeFunctions,
  formatTimeFunctions,
  jsonFunctions,
  mathFunctions,
  nowFunctions,
  regexFunctions,
  setFunctions,
  stringFunctions,
  windowFunctions,
];

/** All scalar functions by name. */
export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
