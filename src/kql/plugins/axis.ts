import { convert, ticksOf } from '../convert.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { sqlOf, type KqlType, type Sql } from '../types.ts';

/** A time or a number on an axis of whole steps: ticks since 1970, or the number. */
export function onAxis(value: Sql, node: Node): string {
  switch (value.type) {
    case 'datetime':
      return ticksOf(value.sql);
    case 'long':
    case 'int':
    case 'timespan':
      return value.sql;
    case 'real':
    case 'decimal':
    case 'string':
    case 'bool':
    case 'guid':
    case 'dynamic':
    default:
      return node.refuse(`It must be a datetime, timespan or whole number, not a ${value.type}.`);
  }
}

/** A place on the axis as a value again. */
export function fromAxis(place: string, type: KqlType): Sql {
  return type === 'datetime'
    ? sqlOf(`reinterpret(toInt64(${place}), 'DateTime64(7, \\'UTC\\')')`, type)
    : sqlOf(place, type);
}

/** An argument of a plug-in that must be a constant step, greater than 0. */
export function stepOf(node: Node, scope: Scope): bigint {
  const { value } = scope.scalar(node);
  if (typeof value !== 'bigint' || value <= 0n)
    return node.refuse('It must be a constant greater than 0.');
  return value;
}

/** A constant of the axis: where an analysis starts or ends. */
export function placeOf(node: Node, type: KqlType, scope: Scope): string {
  const value = scope.scalar(node);
  return onAxis(type === 'datetime' ? convert(value, 'datetime', scope) : value, node);
}
