import type { Scope } from '../scope.ts';
import { angle, angleToArc, spanned, triangle, vectorAt } from './sphere.ts';

/** GeoJSON lines and polygons as arrays of unit vectors. */

/** Array(Array(point)) of a LineString or MultiLineString; bound, empty where it is none. */
export function linesOf(json: string, scope: Scope): string {
  const one = `JSONExtract(${json}, 'coordinates', 'Array(Array(Float64))')`;
  const many = `JSONExtract(${json}, 'coordinates', 'Array(Array(Array(Float64)))')`;
  const type = `JSONExtractString(${json}, 'type')`;
  const lines = scope.bindSql(
    `multiIf(${type} = 'LineString', [${one}], ${type} = 'MultiLineString', ${many}, [])`,
  );
  const good = `arrayAll(line -> length(line) >= 2 AND arrayAll(c -> ${isPoint('c')}, line), ${lines})`;
  return scope.bindSql(`if(${good}, arrayMap(line -> ${vectors('line')}, ${lines}), [])`);
}

/** Array(Array(Array(point))) of a Polygon or MultiPolygon: polygons of rings; bound, empty where it is
 *  none. The first ring is the outer one, the others are holes. */
export function polygonsOf(json: string, scope: Scope): string {
  const one = `JSONExtract(${json}, 'coordinates', 'Array(Array(Array(Float64)))')`;
  const many = `JSONExtract(${json}, 'coordinates', 'Array(Array(Array(Array(Float64))))')`;
  const type = `JSONExtractString(${json}, 'type')`;
  const polygons = scope.bindSql(
    `multiIf(${type} = 'Polygon', [${one}], ${type} = 'MultiPolygon', ${many}, [])`,
  );
  const ring = `length(ring) >= 4 AND ring[1] = ring[-1] AND length(arrayDistinct(ring)) = length(ring) - 1 AND arrayAll(c -> ${isPoint('c')}, ring)`;
  const good = `arrayAll(rings -> length(rings) >= 1 AND arrayAll(ring -> ${ring}, rings), ${polygons})`;
  return scope.bindSql(
    `if(${good}, arrayMap(rings -> arrayMap(ring -> ${vectors('ring')}, rings), ${polygons}), [])`,
  );
}

function isPoint(c: string): string {
  return `length(${c}) >= 2 AND abs(${c}[1]) <= 180 AND abs(${c}[2]) <= 90`;
}

function vectors(line: string): string {
  return `arrayMap(c -> ${vectorAt('c[1]', 'c[2]')}, ${line})`;
}

/** `sql(a, b)` of each arc of a line. */
function ofArcs(sql: string, line: string): string {
  return `arrayMap((a, b) -> ${sql}, arrayPopBack(${line}), arrayPopFront(${line}))`;
}

/** The angle that a line spans along its way. */
export function lineAngle(line: string): string {
  return `arraySum(${ofArcs(angle('a', 'b'), line)})`;
}

/** The least angle from a point to a line. */
export function angleToLine(point: string, line: string): string {
  return `arrayMin(${ofArcs(angleToArc(point, 'a', 'b'), line)})`;
}

/** The signed area of a ring in steradians: positive where it runs counterclockwise; that of the
 *  smaller side. */
export function ringArea(ring: string): string {
  const fan = `arraySum((o, a, b) -> ${triangle('o', 'a', 'b')}, arrayWithConstant(length(${ring}) - 1, ${ring}[1]), arrayPopBack(${ring}), arrayPopFront(${ring}))`;
  return `arrayMap(t -> multiIf(t > 2 * pi(), t - 4 * pi(), t < -2 * pi(), t + 4 * pi(), t), [${fan}])[1]`;
}

/** Is a point inside a ring, on its smaller side? By how often the ring winds around the point; about
 *  the point on the other side of the earth it winds the other way. */
function inRing(point: string, ring: string): string {
  const winding = `arraySum(${ofArcs(spanned(point, 'a', 'b'), ring)})`;
  return `abs(${winding} - 2 * pi() * sign(${ringArea(ring)})) < pi()`;
}

/** Is a point in one of the polygons (bound), and in none of its holes? */
export function inPolygons(point: string, polygons: string): string {
  const inside = `${inRing(point, 'rings[1]')} AND NOT arrayExists(hole -> ${inRing(point, 'hole')}, arraySlice(rings, 2))`;
  return `arrayExists(rings -> ${inside}, ${polygons})`;
}
