import { convert } from '../convert.ts';
import type { Scope } from '../scope.ts';
import type { Sql } from '../types.ts';

/** Geometry on a sphere, in SQL. Points are unit vectors, Tuple(Float64, Float64, Float64); lines are
 *  the shortest arcs between them. */

/** Metres. S2, which Kusto measures with, has this radius. */
export const EARTH_RADIUS = '6371010.';

/** A place on earth; all bound. */
export interface Place {
  readonly longitude: string;
  readonly latitude: string;
  /** unit vector */
  readonly vector: string;
  /** are the coordinates there, and on earth? Never NULL */
  readonly valid: string;
}

export function placeOf(longitude: Sql, latitude: Sql, scope: Scope): Place {
  const [x, y] = [longitude, latitude].map((value) =>
    scope.bindSql(convert(value, 'real', scope).sql),
  ) as [string, string];
  const valid = scope.bindSql(`ifNull(abs(${x}) <= 180 AND abs(${y}) <= 90, false)`);
  const [lng, lat] = [x, y].map((value) =>
    scope.bindSql(`if(${valid}, assumeNotNull(${value}), 0.)`),
  ) as [string, string];
  return {
    longitude: lng,
    latitude: lat,
    vector: scope.bindSql(vectorAt(lng, lat)),
    valid,
  };
}

export function vectorAt(longitude: string, latitude: string): string {
  const [x, y] = [`radians(${longitude})`, `radians(${latitude})`];
  return `tuple(cos(${y}) * cos(${x}), cos(${y}) * sin(${x}), sin(${y}))`;
}

const at = (vector: string, place: number): string => `tupleElement(${vector}, ${place})`;

export function dot(a: string, b: string): string {
  return `(${at(a, 1)} * ${at(b, 1)} + ${at(a, 2)} * ${at(b, 2)} + ${at(a, 3)} * ${at(b, 3)})`;
}

export function cross(a: string, b: string): string {
  const part = (i: number, j: number): string =>
    `${at(a, i)} * ${at(b, j)} - ${at(a, j)} * ${at(b, i)}`;
  return `tuple(${part(2, 3)}, ${part(3, 1)}, ${part(1, 2)})`;
}

export function length(a: string): string {
  return `sqrt(${dot(a, a)})`;
}

/** The angle between two unit vectors; exact for small and for large ones. */
export function angle(a: string, b: string): string {
  return `atan2(${length(cross(a, b))}, ${dot(a, b)})`;
}

/** The angle from a point p to the arc from a to b. */
export function angleToArc(p: string, a: string, b: string): string {
  const normal = cross(a, b);
  const beside = `${dot(cross(normal, a), p)} > 0 AND ${dot(cross(b, normal), p)} > 0`;
  return `if(${beside}, abs(asin(greatest(-1., least(1., ${dot(p, normal)} / ${length(normal)})))), least(${angle(p, a)}, ${angle(p, b)}))`;
}

/** The signed area of a triangle of unit vectors, in steradians (Eriksson 1990). */
export function triangle(a: string, b: string, c: string): string {
  return `2 * atan2(${dot(a, cross(b, c))}, 1 + ${dot(a, b)} + ${dot(b, c)} + ${dot(c, a)})`;
}

/** The signed angle at p that the arc from a to b spans. */
export function spanned(p: string, a: string, b: string): string {
  return `atan2(${dot(p, cross(a, b))}, ${dot(a, b)} - ${dot(a, p)} * ${dot(b, p)})`;
}
