import {
  foldCopies,
  isRefusal,
  normalise,
  parseJson,
  type NormalRecord,
} from '../sources/index.ts';
import {
  fieldsForm,
  fieldsLine,
  stageFields,
  type Batch,
  type CopyRow,
  type LandingKind,
  type Store,
} from '../store/index.ts';
import { landingKindOf, signInKindOf } from './landing-kind.ts';
import { Spool } from './spool.ts';

/** Makes the rows of repeated ids from all their distinct copies, stored and new, and stages them.
 *  @returns false when a new copy is no record: then nothing was staged */
export async function foldRepeats(store: Store, batch: Batch): Promise<boolean> {
  const folded: Record<LandingKind, Spool> = {
    sign_ins: new Spool(store, 'folded_sign_ins', fieldsForm('sign_ins')),
    audit: new Spool(store, 'folded_audit', fieldsForm('audit')),
  };
  try {
    for await (const copies of batch.copiesToFold()) {
      const record = foldedRecord(copies);
      if (record === 'refused') return false;
      if (record === null) continue;
      const spool = folded[landingKindOf(record.table)];
      spool.add(fieldsLine(record.landing, signInKindOf(record.table)));
      await spool.relieve();
    }
    for (const kind of ['sign_ins', 'audit'] as const) {
      await folded[kind].drain((rows) => stageFields(store, batch, kind, rows, 'all'));
    }
    return true;
  } finally {
    for (const spool of Object.values(folded)) await spool.release();
  }
}

/** One record out of the copies of an id. Copies rarely disagree about the table: then it is that of
 *  the copy written last, ties by content, whatever the order they came in. */
function foldedRecord(rows: readonly CopyRow[]): NormalRecord | null | 'refused' {
  const copies = [];
  for (const [, contentHash, arrival, isNew, raw] of rows) {
    const record = normalise(parseJson(raw));
    if (!isRefusal(record)) copies.push({ ...record, contentHash, arrival });
    else if (isNew) return 'refused';
  }
  const byTime = copies.toSorted((a, b) =>
    `${a.recordTime ?? ''} ${a.contentHash}` < `${b.recordTime ?? ''} ${b.contentHash}` ? -1 : 1,
  );
  const last = byTime.at(-1);
  return last === undefined ? null : { ...last, landing: foldCopies(copies) };
}
