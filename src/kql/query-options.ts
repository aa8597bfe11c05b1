import type { Context } from './context.ts';
import { convert } from './convert.ts';
import type { Relation } from './relation.ts';
import type { Node } from './syntax.ts';
import type { KqlType, Sql } from './types.ts';

/** Options of `set name = value;` that change what a query means, by the type of their value. */
const MEANING: Readonly<Record<string, KqlType | undefined>> = {
  query_now: 'datetime',
  query_datetimescope_column: 'string',
  query_datetimescope_from: 'datetime',
  query_datetimescope_to: 'datetime',
  query_bin_auto_size: undefined,
  query_bin_auto_at: undefined,
};

/** Options that change the rows, too, and that nothing here does. All others are about resources. */
const REFUSED = /^(?:query_take_max_records|query_cursor_\w+|request_readonly\w*)$/v;

/** What names mean after a `set` statement. */
export function withOption(statement: Node, context: Context): Context {
  const name = statement.need('Name').name.toLowerCase();
  const value = statement
    .children()
    .find(({ kind }) => kind === 'OptionValueClause')
    ?.need('Expression');
  if (REFUSED.test(name)) return statement.refuse(`The option ${name} is not supported.`);
  if (name === 'query_language' && !/^["'](?:kql|csl)["']$/v.test(value?.text ?? '')) {
    return statement.refuse('The query language can only be kql.');
  }
  if (!(name in MEANING)) return context;
  if (value === undefined) return statement.refuse(`The option ${name} needs a value.`);
  const type = MEANING[name];
  return context.with(bindingName(name), {
    kind: 'scalar',
    value: (scope) => {
      // now() in it is the time before the option.
      const given = scope.inside(context).scalar(value);
      return type === undefined ? given : convert(given, type, scope);
    },
  });
}

/** The value of an option, translated where it stands; undefined where it is not set. */
export function optionValue(name: string, context: Context): Sql | undefined {
  const binding = context.binding(bindingName(name));
  return binding?.kind === 'scalar' ? binding.value(context.constants()) : undefined;
}

/** The rows of a stored table within query_datetimescope_from and _to, both ends included. */
export function inTimeScope(relation: Relation, context: Context): Relation {
  const name = optionValue('query_datetimescope_column', context)?.value;
  const column = relation.columns.find((each) => each.name === name && each.type === 'datetime');
  if (column === undefined) return relation;
  const conditions = [
    ['>=', optionValue('query_datetimescope_from', context)?.sql],
    ['<=', optionValue('query_datetimescope_to', context)?.sql],
  ].flatMap(([sign, end]) => (end === undefined ? [] : [`${column.sql} ${sign} ${end}`]));
  return conditions.length === 0
    ? relation
    : { ...relation, from: `(SELECT * FROM ${relation.from} WHERE ${conditions.join(' AND ')})` };
}

/** No name in a query has a space in it without brackets, and none begins like this. */
function bindingName(option: string): string {
  return `set ${option}`;
}
