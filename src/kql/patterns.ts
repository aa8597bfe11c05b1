import type { Binding, Context } from './context.ts';
import type { Relation } from './relation.ts';
import { relationBody } from './statements.ts';
import type { Node } from './syntax.ts';

type Pattern = Binding & { readonly kind: 'pattern' };

/** The pattern that `p("a")` or `p("a").b` calls; undefined where it calls something else. */
export function calledPattern(node: Node, context: Context): Pattern | undefined {
  const call = node.kind === 'FunctionCallExpression' ? node : node.child('Expression');
  if (call?.kind !== 'FunctionCallExpression') return undefined;
  const binding = context.binding(call.need('Name').name);
  return binding?.kind === 'pattern' ? binding : undefined;
}

/** `declare pattern p = (x: string)[y: string] { ("a").["b"] = { … }; }` maps texts to tables. */
export function patternRelation(pattern: Pattern, node: Node, context: Context): Relation {
  const call = node.kind === 'FunctionCallExpression' ? node : node.need('Expression');
  const wanted = [
    ...call.argumentNodes.map((argument) => textOf(argument, context)),
    ...(node === call ? [] : [pathOf(node.need('Selector'), context)]),
  ];
  const match = descendants(pattern.declared, 'PatternMatch').find((each) => {
    const list = each.children().find(({ kind }) => kind === 'ExpressionList');
    const path = each.children().find(({ kind }) => kind === 'PatternPathValue');
    const texts = [
      ...(list?.list('Expressions') ?? []),
      ...(path?.children().filter(({ kind }) => kind === 'LiteralExpression') ?? []),
    ].map((text) => textOf(text, context));
    return texts.length === wanted.length && texts.every((text, place) => text === wanted[place]);
  });
  const body = match?.children().find(({ kind }) => kind === 'FunctionBody');
  return body === undefined
    ? node.refuse(`The pattern says nothing about ${wanted.join(', ')}.`)
    : relationBody(body, pattern.context);
}

function pathOf(selector: Node, context: Context): string {
  return selector.kind === 'BracketedExpression'
    ? textOf(selector.need('Expression'), context)
    : selector.name;
}

function textOf(node: Node, context: Context): string {
  const { value } = context.constants().scalar(node);
  return typeof value === 'string' ? value : node.refuse('It must be a constant text.');
}

function descendants(node: Node, kind: string): readonly Node[] {
  return node
    .children()
    .flatMap((child) => (child.kind === kind ? [child] : descendants(child, kind)));
}
