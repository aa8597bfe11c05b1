/** How the engine reads JSON rows whose columns are all texts: nested values, numbers and booleans as
 *  they stand there; members without a column are passed over. Nesting deeper than the readers allow is
 *  refused. */
export const JSON_TEXT_SETTINGS = `
  input_format_json_max_depth = 200, input_format_json_read_objects_as_strings = 1,
  input_format_json_read_arrays_as_strings = 1, input_format_json_read_numbers_as_strings = 1,
  input_format_json_read_bools_as_strings = 1, input_format_json_throw_on_bad_escape_sequence = 1,
  input_format_skip_unknown_fields = 1, input_format_null_as_default = 1`;

/** Memory stays flat whatever the size: small blocks, read not mapped, two threads, each of which
 *  gathers one part at a time. */
export const LOAD_SETTINGS = `
  max_threads = 2, max_insert_threads = 2, storage_file_read_method = 'pread',
  max_block_size = 8192, min_insert_block_size_bytes = 67108864,
  min_insert_block_size_rows = 65536, input_format_parallel_parsing = 1,
  min_chunk_bytes_for_parallel_parsing = 2097152, max_read_buffer_size = 1048576`;
