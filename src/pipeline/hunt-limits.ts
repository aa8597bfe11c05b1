import type { HuntSettings } from '../schema/hunt-settings.ts';

const MIB = 2 ** 20;

/** Settings that keep a hunt from writing, from reading anything but tables, and within its limits. */
export function limitsOf(settings: HuntSettings): Readonly<Record<string, string | number>> {
  const { maxSeconds, maxMemoryMb, maxRows, maxResultMb } = settings;
  const memory = maxMemoryMb * MIB;
  return {
    // No writing, and none of file(), url() and their like.
    readonly: 1,
    max_execution_time: maxSeconds,
    timeout_overflow_mode: 'throw',
    max_memory_usage: memory,
    // What does not fit goes to the disk before the limit is reached.
    max_bytes_before_external_group_by: Math.floor(memory / 2),
    max_bytes_before_external_sort: Math.floor(memory / 2),
    max_result_rows: maxRows,
    max_result_bytes: maxResultMb * MIB,
    result_overflow_mode: 'throw',
    // One SELECT an operator: a long query is deep, and that is no harm.
    max_subquery_depth: 0,
    max_ast_depth: 10_000,
    max_ast_elements: 1_000_000,
    max_expanded_ast_elements: 5_000_000,
  };
}
