export { formatCsv } from './csv.ts';
export { formatHtml, type Page } from './html.ts';
export { formatJson, huntOutputOf } from './json.ts';
export { formatNdjson } from './ndjson.ts';
export { formatTable } from './table.ts';
