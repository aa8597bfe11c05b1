import { chooseColumns, renameColumns } from './columns.ts';
import { count } from './count.ts';
import { datatable } from './datatable.ts';
import { distinct } from './distinct.ts';
import { evaluate } from './evaluate.ts';
import { extend } from './extend.ts';
import { externalData } from './external-data.ts';
import { getSchema } from './get-schema.ts';
import { invoke } from './invoke.ts';
import { join, lookup } from './join.ts';
import { makeSeries } from './make-series.ts';
import { mvApply } from './mv-apply.ts';
import { mvExpand } from './mv-expand.ts';
import type { Operator, Source } from './operator.ts';
import { parseKv } from './parse-kv.ts';
import { parse, parseWhere } from './parse.ts';
import { partition } from './partition.ts';
import { print } from './print.ts';
import { project } from './project.ts';
import { range } from './range.ts';
import { same } from './same.ts';
import { sample, sampleDistinct } from './sample.ts';
import { scan } from './scan.ts';
import { search, searchSource } from './search.ts';
import { serialize } from './serialize.ts';
import { sort, top } from './sort.ts';
import { summarize } from './summarize.ts';
import { take } from './take.ts';
import { topHitters } from './top-hitters.ts';
import { topNested } from './top-nested.ts';
import { union, unionSource } from './union.ts';
import { where } from './where.ts';

/** What may stand behind a pipe, by the parser's name of the operator. */
export const operators: Readonly<Record<string, Operator>> = {
  AsOperator: same,
  ConsumeOperator: same,
  CountOperator: count,
  DistinctOperator: distinct,
  EvaluateOperator: evaluate,
  ExtendOperator: extend,
  FilterOperator: where,
  GetSchemaOperator: getSchema,
  InvokeOperator: invoke,
  JoinOperator: join,
  LookupOperator: lookup,
  MakeSeriesOperator: makeSeries,
  MvApplyOperator: mvApply,
  MvExpandOperator: mvExpand,
  ParseKvOperator: parseKv,
  ParseOperator: parse,
  ParseWhereOperator: parseWhere,
  PartitionOperator: partition,
  ProjectAwayOperator: chooseColumns,
  ProjectByNamesOperator: chooseColumns,
  ProjectKeepOperator: chooseColumns,
  ProjectOperator: project,
  ProjectRenameOperator: renameColumns,
  ProjectReorderOperator: chooseColumns,
  RenderOperator: same,
  SampleDistinctOperator: sampleDistinct,
  SampleOperator: sample,
  ScanOperator: scan,
  SearchOperator: search,
  SerializeOperator: serialize,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopHittersOperator: topHitters,
  TopNestedOperator: topNested,
  TopOperator: top,
  UnionOperator: union,
};

/** What may begin a query, by the parser's name of the syntax. */
export const sources: Readonly<Record<string, Source>> = {
  DataTableExpression: datatable,
  ExternalDataExpression: externalData,
  PrintOperator: print,
  RangeOperator: range,
  SearchOperator: searchSource,
  UnionOperator: unionSource,
};
