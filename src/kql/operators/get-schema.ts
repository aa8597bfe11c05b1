import { quote } from '../literals.ts';
import type { KqlType } from '../types.ts';
import { constantRows } from './datatable.ts';
import type { Operator } from './operator.ts';

const SYSTEM_TYPES: Readonly<Record<KqlType, string>> = {
  string: 'System.String',
  long: 'System.Int64',
  int: 'System.Int32',
  real: 'System.Double',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  bool: 'System.SByte',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  dynamic: 'System.Object',
  guid: 'System.Guid',
};

/** `getschema`: a row for each column; the rows of the table are not looked at. */
export const getSchema: Operator = (node, input, context) => {
  const rows = input.columns.map(({ name, type }, place) => [
    quote(name),
    String(place),
    quote(SYSTEM_TYPES[type]),
    quote(type),
  ]);
  return constantRows(node.columns ?? [], rows, context);
};
