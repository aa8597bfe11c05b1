import type { HuntResult } from '../../pipeline/hunt.ts';
import { drawSvg, escapeMarkup, type Chart } from '../charts/index.ts';
import { formatAmount } from '../terminal/index.ts';
import { isNumeric, readableText } from './cell-text.ts';

const STYLE = `
  body { font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; margin: 2rem; color: #222; background: #fff; }
  h1 { font-size: 1.3rem; }
  pre { background: #f5f5f5; padding: .8rem 1rem; overflow-x: auto; border-radius: 4px; }
  figure { margin: 1.5rem 0; }
  figure svg { max-width: 100%; height: auto; }
  .rows { overflow-x: auto; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: .3rem .7rem; text-align: left; border-bottom: 1px solid #e3e3e3; vertical-align: top; }
  th { position: sticky; top: 0; background: #fff; font-weight: 600; }
  td.number { text-align: right; }
  td { max-width: 40rem; overflow-wrap: anywhere; }
  footer { color: #666; margin-top: 1rem; }`;

export interface Page {
  readonly title: string;
  readonly query: string;
  readonly result: HuntResult;
  /** null = a table alone */
  readonly chart: Chart | null;
}

/** A page that needs nothing from outside and runs nothing: every text in it is escaped, and its policy
 *  forbids scripts, should one slip through all the same. */
export function formatHtml({ title, query, result, chart }: Page): string {
  const { columns, rows } = result;
  const header = columns.map(({ name }) => `<th scope="col">${escapeMarkup(name)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((value, place) => {
      const type = columns[place]?.type ?? 'string';
      const text = escapeMarkup(readableText(value, type));
      return isNumeric(type) ? `<td class="number">${text}</td>` : `<td>${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const queryLines = query
    .split(/\r\n|[\r\n]/)
    .map((line) => escapeMarkup(line.replaceAll('\t', '    ')));
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeMarkup(title)}</h1>`,
    ...(chart === null ? [] : [`<figure>\n${drawSvg(chart)}\n</figure>`]),
    `<div class="rows"><table><thead><tr>${header}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody></table></div>`,
    `<footer>${formatAmount(rows.length, 'row')}. Times are UTC.</footer>`,
    `<h2>Query</h2>\n<pre>${queryLines.join('\n')}</pre>`,
    '</body>',
    '</html>',
  ].join('\n');
}
