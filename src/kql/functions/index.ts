import { addressesInTextFunctions } from './addresses-in-text.ts';
import { arraySortFunctions } from './array-sort.ts';
import { arrayFunctions } from './array.ts';
import { bagFunctions } from './bag.ts';
import { binFunctions } from './bin.ts';
import { calendarFunctions } from './calendar.ts';
import { conditionalFunctions } from './conditional.ts';
import { conversionFunctions } from './conversion.ts';
import { convertUnitFunctions } from './convert-unit.ts';
import { datetimeFunctions } from './datetime.ts';
import { encodingFunctions } from './encoding.ts';
import { formatTimeFunctions } from './format-time.ts';
import { geoGridFunctions } from './geo-grid.ts';
import { geoPointFunctions } from './geo-point.ts';
import { hashFunctions } from './hash.ts';
import { ipv4Functions } from './ipv4.ts';
import { ipv6Functions } from './ipv6.ts';
import { jsonFunctions } from './json.ts';
import { mathFunctions } from './math.ts';
import { nowFunctions } from './now.ts';
import { parseTextFunctions } from './parse-text.ts';
import { regexFunctions } from './regex.ts';
import { seriesDecomposeFunctions } from './series-decompose.ts';
import { seriesElementwiseFunctions } from './series-elementwise.ts';
import { seriesFillFunctions } from './series-fill.ts';
import { seriesFilterFunctions } from './series-filter.ts';
import { seriesFitFunctions } from './series-fit.ts';
import { seriesStatsFunctions } from './series-stats.ts';
import { setFunctions } from './set.ts';
import { sketchFunctions } from './sketch.ts';
import { stringMoreFunctions } from './string-more.ts';
import { stringFunctions } from './string.ts';
import { urlFunctions } from './url.ts';
import { userAgentFunctions } from './user-agent.ts';
import { windowFunctions } from './window.ts';
import { betaFunctions } from './beta.ts';
import { punycodeFunctions } from './punycode.ts';
import type { FunctionTable, ScalarFunction } from './function.ts';

export type { Call, FunctionTable, ScalarFunction } from './function.ts';

const TABLES: readonly FunctionTable[] = [
  addressesInTextFunctions,
  arrayFunctions,
  arraySortFunctions,
  bagFunctions,
  binFunctions,
  punycodeFunctions,
  betaFunctions,
  calendarFunctions,
  conditionalFunctions,
  conversionFunctions,
  convertUnitFunctions,
  datetimeFunctions,
  encodingFunctions,
  formatTimeFunctions,
  geoGridFunctions,
  geoPointFunctions,
  hashFunctions,
  ipv4Functions,
  ipv6Functions,
  jsonFunctions,
  mathFunctions,
  nowFunctions,
  parseTextFunctions,
  regexFunctions,
  seriesDecomposeFunctions,
  seriesElementwiseFunctions,
  seriesFillFunctions,
  seriesFilterFunctions,
  seriesFitFunctions,
  seriesStatsFunctions,
  setFunctions,
  sketchFunctions,
  stringFunctions,
  stringMoreFunctions,
  urlFunctions,
  userAgentFunctions,
  windowFunctions,
];

/** All scalar functions by name. */
export const scalarFunctions: ReadonlyMap<string, ScalarFunction> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
