import { jsonElement } from '../json-of.ts';
import { elementReal, realElement, seriesOf, type Series } from '../series/values.ts';
import { sqlOf, type Sql } from '../types.ts';
import { arg, type Call, type FunctionTable } from './function.ts';

/** Filling the gaps of a series. Elements that are there keep their type. */
export const seriesFillFunctions: FunctionTable = {
  series_fill_forward: (call) => {
    const series = seriesOf(arg(call, 0), call.scope);
    return filled(series, `arrayFill(e -> NOT ${missing(call, 1, 'e')}, ${series.elements})`);
  },
  series_fill_backward: (call) => {
    const series = seriesOf(arg(call, 0), call.scope);
    return filled(
      series,
      `arrayReverseFill(e -> NOT ${missing(call, 1, 'e')}, ${series.elements})`,
    );
  },
  series_fill_const: (call) => {
    const series = seriesOf(arg(call, 0), call.scope);
    const given = call.args[1];
    const constant = given === undefined ? `'0.0'` : jsonElement(given, call.scope);
    return filled(
      series,
      `arrayMap(e -> if(${missing(call, 2, 'e')}, ${constant}, e), ${series.elements})`,
    );
  },
  series_fill_linear: fillLinear,
};

function filled({ array }: Series, elements: string): Sql {
  return sqlOf(
    `if(${array}, concat('[', arrayStringConcat(${elements}, ','), ']'), NULL)`,
    'dynamic',
  );
}

/** Is the element the placeholder for a missing value: null unless another one is given? */
function missing(call: Call, place: number, element: string): string {
  const given = call.args[place];
  if (given === undefined || given.value === null) return `(${element} = 'null')`;
  const placeholder = call.scope.bindSql(jsonElement(given, call.scope));
  return `(${element} = ${placeholder} OR ifNull(${elementReal(element)} = ${elementReal(placeholder)}, false))`;
}

/** Straight lines between known neighbours; whole numbers stay whole, cut off. */
function fillLinear(call: Call): Sql {
  const { scope } = call;
  const series = seriesOf(arg(call, 0), scope);
  const gap = scope.bindSql(`arrayMap(e -> ${missing(call, 1, 'e')}, ${series.elements})`);
  const edges = call.args[2];
  const fillEdges = edges === undefined ? 'true' : scope.bindSql(`ifNull(${edges.sql}, true)`);
  const constant = call.args[3];
  const otherwise = constant === undefined ? `'0.0'` : scope.bindSql(jsonElement(constant, scope));
  const at = `arrayEnumerate(${series.elements})`;
  const spread = (fill: string, column: string): string =>
    scope.bindSql(`${fill}((x, g) -> NOT g, ${column}, ${gap})`);
  const before = spread('arrayFill', series.values);
  const beforeAt = spread('arrayFill', at);
  const after = spread('arrayReverseFill', series.values);
  const afterAt = spread('arrayReverseFill', at);
  // A gap at an edge has no neighbour on one side: the fill leaves the gap's own value there.
  const isWhole = scope.bindSql(
    `arrayAll((e, g) -> g OR match(e, '^-?[0-9]+$'), ${series.elements}, ${gap})`,
  );
  const atEdge = '(bg OR ag)';
  const known = 'if(bg, a, b)';
  const between = 'b + (a - b) * (i - bi) / (ai - bi)';
  const value = `if(${atEdge}, ${known}, ${between})`;
  const reals = scope.bindSql(
    `arrayMap((b, a, bi, ai, i, bg, ag) -> ${value}, ${before}, ${after}, ${beforeAt}, ${afterAt}, ${at},
      ${edgeGaps('arrayFill', gap)}, ${edgeGaps('arrayReverseFill', gap)})`,
  );
  const edge = scope.bindSql(
    `arrayMap((bg, ag) -> bg OR ag, ${edgeGaps('arrayFill', gap)}, ${edgeGaps('arrayReverseFill', gap)})`,
  );
  const element = `multiIf(NOT g, e, x AND NOT ${fillEdges}, e, ${isWhole}, toString(toInt64(truncate(ifNull(r, 0)))), ${realElement('r')})`;
  const elements = `arrayMap((e, g, r, x) -> ${element}, ${series.elements}, ${gap}, ${reals}, ${edge})`;
  const none = `arrayMap(e -> ${otherwise}, ${series.elements})`;
  return filled(series, `if(arrayAll(g -> g, ${gap}), ${none}, ${elements})`);
}

/** Which gaps have no known neighbour on that side. */
function edgeGaps(fill: string, gap: string): string {
  return `${fill}(g -> NOT g, ${gap})`;
}
