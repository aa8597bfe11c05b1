// A real ClickHouse server out of the library that the embedded engine ships: its command line,
// run in a process of its own, told to listen. Arguments: data directory, HTTP port, TCP port.
import { createRequire } from 'node:module';
import path from 'node:path';
import { DataType, load, open } from 'ffi-rs';

const [directory = '', httpPort = '', tcpPort = ''] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const chdb = createRequire(require.resolve('chdb'));
const platform = `${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
const library = path.join(path.dirname(chdb.resolve(`@chdb/lib-${platform}/package.json`)));

const argv = [
  'clickhouse',
  '--listen_host=127.0.0.1',
  `--http_port=${httpPort}`,
  `--tcp_port=${tcpPort}`,
  `--path=${directory}`,
  '--query',
  // The server lives as long as this query: a day of one-second sleeps.
  `SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; SELECT sleepEachRow(1) FROM numbers(86400)
   SETTINGS function_sleep_max_microseconds_per_block=100000000000, max_block_size=1 FORMAT Null`,
];

open({ library: 'chdb', path: path.join(library, 'libchdb.so') });
load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.I64,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [argv.length, argv],
});
