import { chooseColumns, renameColumns } from './columns.ts';
import { count } from './count.ts';
import { datatable } from './datatable.ts';
import { distinct } from './distinct.ts';
import { evaluate } from './evaluate.ts';
import { extend } from './extend.ts';
import type { Operator, Source } from './operator.ts';
import { print } from './print.ts';
import { project } from './project.ts';
import { range } from './range.ts';
import { same } from './same.ts';
import { sort, top } from './sort.ts';
import { summarize } from './summarize.ts';
import { take } from './take.ts';
import { where } from './where.ts';

/** What may stand behind a pipe, by the parser's name of the operator. */
export const operators: Readonly<Record<string, Operator>> = {
  ConsumeOperator: same,
  CountOperator: count,
  DistinctOperator: distinct,
  EvaluateOperator: evaluate,
  ExtendOperator: extend,
  FilterOperator: where,
  ProjectAwayOperator: chooseColumns,
  ProjectKeepOperator: chooseColumns,
  ProjectOperator: project,
  ProjectRenameOperator: renameColumns,
  ProjectReorderOperator: chooseColumns,
  RenderOperator: same,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopOperator: top,
};

/** What may begin a query, by the parser's name of the syntax. */
export const sources: Readonly<Record<string, Source>> = {
  DataTableExpression: datatable,
  PrintOperator: print,
  RangeOperator: range,
};
