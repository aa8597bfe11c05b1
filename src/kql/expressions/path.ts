import { rawAt } from '../path-sql.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { DynamicPath, PathStep, Sql } from '../types.ts';

/** `d.name`, `d["name"]`, `d[0]`: one step into a dynamic value. */
export function pathExpression(node: Node, scope: Scope): Sql {
  const record = recordColumn(node, scope);
  if (record !== undefined) return record;
  const base = scope.scalar(node.need('Expression'));
  const selector = node.need('Selector');
  if (base.tuple !== undefined) return partOf(base.tuple, selector, scope);
  if (base.type !== 'dynamic') {
    return node.refuse(`A ${base.type} has no parts; only a dynamic value has.`);
  }
  if (node.kind === 'PathExpression' && selector.kind !== 'BracketedExpression')
    return into(base, { name: selector.name }, scope);
  return into(base, stepOf(selector, scope), scope);
}

function stepOf(selector: Node, scope: Scope): PathStep {
  const index = scope.scalar(selector.need('Expression'));
  if (index.type === 'string') {
    return typeof index.value === 'string' ? { name: index.value } : { key: index.sql };
  }
  if (index.type === 'long' || index.type === 'int') {
    const bound = scope.bindSql(index.sql);
    return {
      index: index.value === undefined ? bound : String(index.value),
      ...(index.nullable ? { nullable: true } : {}),
    };
  }
  return selector.refuse(`A dynamic value is indexed by a string or a whole number.`);
}

/** One step deeper. */
export function into(base: Sql, step: PathStep, scope: Scope): Sql {
  const path: DynamicPath = base.path ?? { root: scope.bindSql(base.sql), steps: [] };
  const deeper = { ...path, steps: [...path.steps, step] };
  return { sql: rawAt(deeper), type: 'dynamic', nullable: true, path: deeper };
}

/** `f()[1]` of a function that yields several values. */
function partOf(tuple: readonly Sql[], selector: Node, scope: Scope): Sql {
  const index =
    selector.kind === 'BracketedExpression' ? scope.scalar(selector.need('Expression')) : undefined;
  const part = typeof index?.value === 'bigint' ? tuple[Number(index.value)] : undefined;
  return part ?? selector.refuse('Choose one of the values by its constant number.');
}

/** `s.x` where s is a step of scan. */
function recordColumn(node: Node, scope: Scope): Sql | undefined {
  const binding = scope.context.binding(node.need('Expression').name);
  if (binding?.kind !== 'record') return undefined;
  const { name } = node.need('Selector');
  return (
    binding.columns.find((column) => column.name === name) ?? node.refuse(`There is no ${name}.`)
  );
}
