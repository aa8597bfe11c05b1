export type { TranslateOptions } from './context.ts';
export {
  externalKey,
  type ExternalRequest,
  type TextRows,
  type Watchlist,
} from './external-data.ts';
export { limitSentence } from './limit.ts';
export { kqlValue, type EngineValue, type KqlValue } from './notation.ts';
export { parse } from './parser.ts';
export { Refusal, type Span } from './refusal.ts';
export type { Render } from './render.ts';
export type { SchemaRow } from './question.ts';
export { prepare, translate, type Prepared, type Question, type Translation } from './translate.ts';
export {
  engineType,
  type Column,
  type KqlType,
  type SavedFunction,
  type Table,
  type TableColumn,
} from './types.ts';
