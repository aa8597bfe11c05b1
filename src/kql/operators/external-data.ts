import type { Context } from '../context.ts';
import { ExternalQuestion, externalKey, type ExternalRequest } from '../external-data.ts';
import type { Node } from '../syntax.ts';
import { textRows } from '../text-rows.ts';
import type { Source } from './operator.ts';

/** `externaldata (a: string) [ "uri" ] with (format = "csv")`: the rows are handed in, see
 *  TranslateOptions.external. */
export const externalData: Source = (node, context) => {
  const request = requestOf(node, context);
  const rows = context.options.external?.get(externalKey(request));
  if (rows === undefined) throw new ExternalQuestion(request);
  return textRows(request.columns, rows, context);
};

function requestOf(node: Node, context: Context): ExternalRequest {
  const scope = context.noRows();
  const uris = node.list('URIs').map((uri) => {
    const { value } = scope.scalar(uri);
    return typeof value === 'string' ? value : uri.refuse('An address must be a constant text.');
  });
  const properties = new Map(
    (node.child('WithClause')?.list('Properties') ?? []).map((property) => [
      property.need('Name').name.toLowerCase(),
      property.need('Expression'),
    ]),
  );
  const said = (name: string): string =>
    (properties.get(name)?.text ?? '').replaceAll(/^["']|["']$/gv, '').toLowerCase();
  return {
    uris,
    format: said('format'),
    ignoreFirstRecord: said('ignorefirstrecord') === 'true',
    columns: node.columns ?? node.refuse('The table has no columns.'),
    span: node.span,
  };
}
