import { geohashAt, geohashBounds, geohashCell, geohashNeighbors } from '../geo/geohash.ts';
import { placeOf } from '../geo/sphere.ts';
import { realElement } from '../series/values.ts';
import { sqlOf, type Sql } from '../types.ts';
import { arg, argAs, bound, type Call, type FunctionTable } from './function.ts';

/** Cells of grids over the earth: geohash and H3. */
export const geoGridFunctions: FunctionTable = {
  geo_point_to_geohash: (call) => {
    const { longitude, latitude, valid } = placeOf(arg(call, 0), arg(call, 1), call.scope);
    const given = call.args[2] === undefined ? 'toInt64(5)' : bound(call, 2, 'long');
    const characters = call.scope.bindSql(
      `if(${given} BETWEEN 1 AND 18, assumeNotNull(${given}), 0)`,
    );
    return sqlOf(`if(${valid}, ${geohashAt(longitude, latitude, characters)}, '')`, 'string');
  },
  geo_geohash_to_central_point: (call) => {
    const cell = geohashCell(argAs(call, 0, 'string').sql, call.scope);
    const { west, south, east, north } = geohashBounds(cell);
    return pointIf(call, cell.valid, `(${west} + ${east}) / 2`, `(${south} + ${north}) / 2`);
  },
  geo_geohash_to_polygon: (call) => {
    const cell = geohashCell(argAs(call, 0, 'string').sql, call.scope);
    const { west, south, east, north } = geohashBounds(cell);
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ].map(([x, y]) => `(${x}, ${y})`);
    return polygonIf(cell.valid, `[${corners.join(', ')}]`);
  },
  geo_geohash_neighbors: (call) => {
    const cell = geohashCell(argAs(call, 0, 'string').sql, call.scope);
    return sqlOf(
      `if(${cell.valid}, concat('[', arrayStringConcat(${geohashNeighbors(cell)}, ','), ']'), NULL)`,
      'dynamic',
    );
  },
  geo_point_to_h3cell: (call) => {
    const { longitude, latitude, valid } = placeOf(arg(call, 0), arg(call, 1), call.scope);
    const level = call.args[2] === undefined ? 'toInt64(6)' : bound(call, 2, 'long');
    const good = `${valid} AND ifNull(${level} BETWEEN 0 AND 15, false)`;
    const cell = `geoToH3(${latitude}, ${longitude}, toUInt8(if(ifNull(${level} BETWEEN 0 AND 15, false), assumeNotNull(${level}), 0)))`;
    return sqlOf(`if(${good}, h3ToString(${cell}), '')`, 'string');
  },
  geo_h3cell_to_central_point: (call) => {
    const { cell, valid } = h3(call);
    const center = call.scope.bindSql(`h3ToGeo(${cell})`);
    return pointIf(call, valid, `tupleElement(${center}, 2)`, `tupleElement(${center}, 1)`);
  },
  geo_h3cell_to_polygon: (call) => {
    const { cell, valid } = h3(call);
    const corners = call.scope.bindSql(
      `arrayMap(c -> (tupleElement(c, 2), tupleElement(c, 1)), h3ToGeoBoundary(${cell}))`,
    );
    return polygonIf(valid, `arrayPushBack(${corners}, ${corners}[1])`);
  },
  geo_h3cell_level: (call) => {
    const { cell, valid } = h3(call);
    return sqlOf(`if(${valid}, toInt64(h3GetResolution(${cell})), NULL)`, call.type);
  },
  geo_h3cell_parent: (call) => {
    const { cell, valid } = h3(call);
    const own = call.scope.bindSql(`toInt64(h3GetResolution(${cell}))`);
    const level = call.args[1] === undefined ? `(${own} - 1)` : bound(call, 1, 'long');
    const good = call.scope.bindSql(
      `${valid} AND ifNull(${level} BETWEEN 0 AND ${own} ${call.args[1] === undefined ? '' : `AND ${level} != ${own}`}, false)`,
    );
    const parent = `h3ToParent(${cell}, toUInt8(if(${good}, assumeNotNull(${level}), 0)))`;
    return sqlOf(`if(${good}, h3ToString(${parent}), '')`, 'string');
  },
  geo_h3cell_children: (call) => {
    const { cell, valid } = h3(call);
    const own = call.scope.bindSql(`toInt64(h3GetResolution(${cell}))`);
    const level = call.args[1] === undefined ? `(${own} + 1)` : bound(call, 1, 'long');
    // Deeper than five levels there would be more than 16,807 of them.
    const good = call.scope.bindSql(
      `${valid} AND ifNull(${level} > ${own} AND ${level} <= 15 AND ${level} - ${own} <= 5, false)`,
    );
    const children = `h3ToChildren(${cell}, toUInt8(if(${good}, assumeNotNull(${level}), ${own})))`;
    return cellsIf(good, children);
  },
  geo_h3cell_neighbors: (call) => {
    const { cell, valid } = h3(call);
    return cellsIf(valid, `arrayPopFront(h3kRing(${cell}, toUInt8(1)))`);
  },
  geo_h3cell_rings: (call) => {
    const { cell, valid } = h3(call);
    const distance = bound(call, 1, 'long');
    const steps = call.scope.bindSql(
      `if(ifNull(${distance} BETWEEN 0 AND 142, false), toUInt8(assumeNotNull(${distance})), toUInt8(0))`,
    );
    const all = call.scope.bindSql(
      `arrayMap(c -> toJSONString(h3ToString(c)), h3kRing(${cell}, ${steps}))`,
    );
    const ring = `arraySlice(${all}, if(k = 0, 1, 3 * k * (k - 1) + 2), if(k = 0, 1, 6 * k))`;
    const rings = `arrayMap(k -> concat('[', arrayStringConcat(${ring}, ','), ']'), range(toUInt64(${steps}) + 1))`;
    // Around one of the twelve pentagons a ring has fewer cells.
    const good = `${valid} AND ifNull(${distance} BETWEEN 0 AND 142, false) AND length(${all}) = 3 * toInt64(${steps}) * (${steps} + 1) + 1`;
    return sqlOf(
      `if(${good}, concat('[', arrayStringConcat(${rings}, ','), ']'), NULL)`,
      'dynamic',
    );
  },
};

/** An H3 cell from its text; some cell where it is none, since the engine would throw. */
function h3(call: Call): { readonly cell: string; readonly valid: string } {
  const { scope } = call;
  const text = scope.bindSql(argAs(call, 0, 'string').sql);
  const number = scope.bindSql(
    `if(match(${text}, '^[0-9a-fA-F]{1,16}$'), reinterpretAsUInt64(reverse(unhex(leftPad(${text}, 16, '0')))), toUInt64(0))`,
  );
  const valid = scope.bindSql(`h3IsValid(${number}) = 1`);
  return { cell: scope.bindSql(`if(${valid}, ${number}, toUInt64(576495936675512319))`), valid };
}

function cellsIf(condition: string, cells: string): Sql {
  const list = `arrayMap(c -> toJSONString(h3ToString(c)), ${cells})`;
  return sqlOf(
    `if(${condition}, concat('[', arrayStringConcat(${list}, ','), ']'), NULL)`,
    'dynamic',
  );
}

function pointIf(call: Call, condition: string, longitude: string, latitude: string): Sql {
  const [x, y] = [call.scope.bindSql(longitude), call.scope.bindSql(latitude)];
  return sqlOf(
    `if(${condition}, concat('{"type":"Point","coordinates":[', ${realElement(x)}, ',', ${realElement(y)}, ']}'), NULL)`,
    'dynamic',
  );
}

/** @param corners SQL of an array of (longitude, latitude), the first repeated at the end */
function polygonIf(condition: string, corners: string): Sql {
  const numbers = `arrayMap((x, y) -> concat('[', ${realElement('x')}, ',', ${realElement('y')}, ']'), arrayMap(c -> toFloat64(tupleElement(c, 1)), ${corners}), arrayMap(c -> toFloat64(tupleElement(c, 2)), ${corners}))`;
  return sqlOf(
    `if(${condition}, concat('{"type":"Polygon","coordinates":[[', arrayStringConcat(${numbers}, ','), ']]}'), NULL)`,
    'dynamic',
  );
}
