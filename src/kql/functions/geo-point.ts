import { angle, cross, EARTH_RADIUS, length, placeOf, spanned, type Place } from '../geo/sphere.ts';
import {
  angleToLine,
  inPolygons,
  lineAngle,
  linesOf,
  polygonsOf,
  ringArea,
} from '../geo/shapes.ts';
import { sqlOf, type Sql } from '../types.ts';
import { arg, argAs, bound, type Call, type FunctionTable } from './function.ts';

/** Points, distances and shapes on a sphere, as Kusto measures them. What is no place or no shape is
 *  null. */
export const geoPointFunctions: FunctionTable = {
  geo_distance_2points: (call) => {
    if (call.args[4] !== undefined && call.args[4].value !== false) {
      return call.node.refuse('Distances on the spheroid are not supported, only on the sphere.');
    }
    const [a, b] = [place(call, 0), place(call, 2)];
    return when(`${a.valid} AND ${b.valid}`, `${EARTH_RADIUS} * ${angle(a.vector, b.vector)}`);
  },
  geo_point_in_circle: (call) => {
    const [a, b] = [place(call, 0), place(call, 2)];
    const radius = bound(call, 4, 'real');
    return sqlOf(
      `if(${a.valid} AND ${b.valid} AND ifNull(${radius} >= 0, false), ${EARTH_RADIUS} * ${angle(a.vector, b.vector)} <= ${radius}, NULL)`,
      'bool',
    );
  },
  geo_point_in_polygon: (call) => {
    const point = place(call, 0);
    const polygons = polygonsOf(json(call, 2), call.scope);
    return sqlOf(
      `if(${point.valid} AND notEmpty(${polygons}), ${inPolygons(point.vector, polygons)}, NULL)`,
      'bool',
    );
  },
  geo_azimuth: (call) => {
    const [a, b] = [place(call, 0), place(call, 2)];
    // Clockwise from the north pole: the angle at a that the arc from b to the pole spans.
    const sql = spanned(a.vector, b.vector, 'tuple(0., 0., 1.)');
    return when(`${a.valid} AND ${b.valid} AND ${apart(a, b)}`, clockwise(call, sql));
  },
  geo_angle: (call) => {
    const [a, b, c] = [place(call, 0), place(call, 2), place(call, 4)];
    // From the line back to the first point to the line on to the third.
    const sql = spanned(b.vector, c.vector, a.vector);
    return when(
      `${a.valid} AND ${b.valid} AND ${c.valid} AND ${apart(a, b)} AND ${apart(b, c)}`,
      clockwise(call, sql),
    );
  },
  geo_line_length: (call) => {
    const lines = linesOf(json(call, 0), call.scope);
    return when(
      `notEmpty(${lines})`,
      `${EARTH_RADIUS} * arraySum(arrayMap(line -> ${lineAngle('line')}, ${lines}))`,
    );
  },
  geo_polygon_perimeter: (call) => {
    const polygons = polygonsOf(json(call, 0), call.scope);
    const around = `arrayMap(rings -> arraySum(arrayMap(ring -> ${lineAngle('ring')}, rings)), ${polygons})`;
    return when(`notEmpty(${polygons})`, `${EARTH_RADIUS} * arraySum(${around})`);
  },
  geo_polygon_area: (call) => {
    const polygons = polygonsOf(json(call, 0), call.scope);
    const rings = `arraySum(arrayMap((ring, i) -> if(i = 1, 1, -1) * abs(${ringArea('ring')}), rings, arrayEnumerate(rings)))`;
    return when(
      `notEmpty(${polygons})`,
      `${EARTH_RADIUS} * ${EARTH_RADIUS} * arraySum(arrayMap(rings -> ${rings}, ${polygons}))`,
    );
  },
  geo_distance_point_to_line: (call) => {
    const point = place(call, 0);
    const lines = linesOf(json(call, 2), call.scope);
    const nearest = `arrayMin(arrayMap(line -> ${angleToLine(point.vector, 'line')}, if(empty(${lines}), [${TWO_POLES}], ${lines})))`;
    return when(`${point.valid} AND notEmpty(${lines})`, `${EARTH_RADIUS} * ${nearest}`);
  },
  geo_distance_point_to_polygon: (call) => {
    const point = place(call, 0);
    const polygons = polygonsOf(json(call, 2), call.scope);
    const ring = `arrayMin(arrayMap(ring -> ${angleToLine(point.vector, 'ring')}, rings))`;
    const nearest = `arrayMin(arrayMap(rings -> ${ring}, if(empty(${polygons}), [[${TWO_POLES}]], ${polygons})))`;
    return when(
      `${point.valid} AND notEmpty(${polygons})`,
      `if(${inPolygons(point.vector, polygons)}, 0., ${EARTH_RADIUS} * ${nearest})`,
    );
  },
};

/** A line that is there where none is, so that no minimum is taken of nothing. */
const TWO_POLES = '[tuple(0., 0., 1.), tuple(0., 0., -1.)]';

function place(call: Call, at: number): Place {
  return placeOf(arg(call, at), arg(call, at + 1), call.scope);
}

/** GeoJSON text, '' for null. */
function json(call: Call, at: number): string {
  return call.scope.bindSql(`ifNull(${argAs(call, at, 'dynamic').sql}, '')`);
}

function when(condition: string, sql: string): Sql {
  return sqlOf(`if(${condition}, ${sql}, NULL)`, 'real');
}

/** Are two points neither the same nor opposite to each other? */
function apart(a: Place, b: Place): string {
  return `${length(cross(a.vector, b.vector))} > 1e-15`;
}

/** The angle from 0 to 2 pi. */
function clockwise(call: Call, sql: string): string {
  const bearing = call.scope.bindSql(sql);
  return `if(${bearing} < 0, ${bearing} + 2 * pi(), ${bearing})`;
}
