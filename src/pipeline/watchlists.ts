import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Watchlist } from '../kql/index.ts';
import { OddsockError } from '../schema/error.ts';
import { delimitedRows } from './delimited-text.ts';
import { MAX_EXTERNAL_BYTES } from './external-files.ts';

/** The watch lists of a folder: each name.csv, its first line the names of the columns. As in
 *  Sentinel each row also has a SearchKey; here it is the first column, where no column is called so.
 *  @throws OddsockError 'bad-watchlist' when a file is too large or has no header */
export async function readWatchlists(folder: string): Promise<Watchlist[]> {
  const files = (await readdir(folder)).filter((name) => /\.csv$/i.test(name)).toSorted();
  return Promise.all(files.map((file) => readWatchlist(path.join(folder, file))));
}

async function readWatchlist(file: string): Promise<Watchlist> {
  const bytes = await readFile(file);
  if (bytes.length > MAX_EXTERNAL_BYTES) {
    throw badList(`The watch list ${file} is larger than ${MAX_EXTERNAL_BYTES / 2 ** 20} MiB.`);
  }
  const [header = [], ...rows] = delimitedRows(bytes.toString('utf8'), ',');
  const columns = header.map((name) => name.trim());
  if (columns.length === 0 || columns.includes('') || new Set(columns).size < columns.length) {
    throw badList(`The first line of the watch list ${file} must name each column once.`);
  }
  const named = path.basename(file).replace(/\.csv$/i, '');
  const cells = rows.map((row) => columns.map((_, place) => row[place] ?? ''));
  if (columns.includes('SearchKey')) return { name: named, columns, rows: cells };
  return {
    name: named,
    columns: [...columns, 'SearchKey'],
    rows: cells.map((row) => [...row, row[0] ?? '']),
  };
}

function badList(message: string): OddsockError {
  return new OddsockError('bad-watchlist', message, {
    hint: 'Correct the file, or name another folder with hunt.watchlists.',
    exitCode: 2,
  });
}
