import { learningSettings } from '../schema/settings.ts';
import { storedColumns, type Store } from '../store/index.ts';
import { needlessTrainings } from './needless-trainings.ts';
import { LEARNED, type LearnedTable } from './partitions.ts';
import { noteForgotten, readTrainingNotes } from './training-notes.ts';

/** Takes over what a version learned whose tables had no partitions, or no packed column. What it left half
 *  done is begun again. A training is copied at a time, and only one that is needed: a disk that is nearly
 *  full must not be filled by this. What is forgotten here is made again when it is needed.
 *  @param tableSql  makes such a table under another name */
export async function takeOver(
  store: Store,
  tableSql: (table: LearnedTable, name: string) => string,
): Promise<void> {
  await store.command(
    'ALTER TABLE trainings ADD COLUMN IF NOT EXISTS IsForgotten Bool DEFAULT false',
  );
  for (const table of LEARNED) {
    // Until the tables are exchanged it is the new one, then the old one.
    const other = `repacked_${table}`;
    await store.command(`DROP TABLE IF EXISTS ${other}`);
    const columns = await storedColumns(store, table);
    if (columns.includes('IsSingle')) continue;
    await store.command(tableSql(table, other));
    const list = columns.join(', ');
    const copied = (where: string) =>
      `INSERT INTO ${other} (${list}) SELECT ${list} FROM ${table} WHERE ${where}`;
    await store.command(copied(`EntityId = ''`));
    for (const asOfMs of await forgetNeedless(store)) {
      await store.command(copied(`EntityId != '' AND AsOfMs = {asOfMs:Int64}`), { asOfMs });
    }
    await store.command(`EXCHANGE TABLES ${other} AND ${table}`);
    await store.command(`DROP TABLE ${other}`);
  }
}

/** Those of single entities cannot be told from the others any more.
 *  @returns the moments of the trainings that are left */
async function forgetNeedless(store: Store): Promise<number[]> {
  const notes = await readTrainingNotes(store);
  const [newest] = await store.rows<{ ms: number }>(
    'SELECT toUnixTimestamp64Milli(max(CreatedDateTime)) AS ms FROM sign_ins',
  );
  const needless = new Set(needlessTrainings(notes, learningSettings.parse({}), newest?.ms ?? 0));
  const mustGo = notes.filter((note) => needless.has(note) || note.entityId !== '');
  await noteForgotten(
    store,
    mustGo.filter(({ isForgotten }) => !isForgotten),
  );
  const isLeft = notes.filter((note) => !note.isForgotten && !mustGo.includes(note));
  return [...new Set(isLeft.map(({ asOfMs }) => asOfMs))];
}
