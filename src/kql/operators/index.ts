import { chooseColumns, renameColumns } from './columns.ts';
import { count } from './count.ts';
import { datatable } from './datatable.ts';
import { distinct } from './distinct.ts';
import { evaluate } from './evaluate.ts';
import { extend } from './extend.ts';
import { join, lookup } from './join.ts';
import { mvApply } from './mv-apply.ts';
import { mvExpand } from './mv-expand.ts';
import { serialize } from './serialize.ts';
import { union, unionSource } from './union.ts';
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
  JoinOperator: join,
  LookupOperator: lookup,
  MvApplyOperator: mvApply,
  MvExpandOperator: mvExpand,
  SerializeOperator: serialize,
  UnionOperator: union,
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
  UnionOperator: unionSource,
};
