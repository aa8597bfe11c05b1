import type { Node } from './syntax.ts';

/** `render timechart with (title = "…")`. */
export interface Render {
  readonly chart: string;
  /** properties by name in lower case, as written but for their quotes */
  readonly properties: Readonly<Record<string, string>>;
}

/** What the last operator of a query asks to be drawn. */
export function renderOf(result: Node): Render | null {
  const operator = result.kind === 'PipeExpression' ? result.need('Operator') : result;
  if (operator.kind !== 'RenderOperator') return null;
  const properties = operator.child('WithClause')?.list('Properties') ?? [];
  return {
    chart: operator.need('ChartType').text,
    properties: Object.fromEntries(
      properties.map((property) => [
        property.need('Name').name.toLowerCase(),
        property.need('Expression').text.replaceAll(/^["']|["']$/gv, ''),
      ]),
    ),
  };
}
