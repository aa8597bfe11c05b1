import { compactText, type NormalRecord, type PlainSignIn, type Reject } from '../sources/index.ts';
import {
  Batch,
  COPIES_FORM,
  copyLine,
  fieldsForm,
  fieldsLine,
  REJECTS_FORM,
  rejectLine,
  stageCopies,
  stageFields,
  stageRejects,
  type LandingKind,
  type Lease,
  type Store,
  type TableCounts,
} from '../store/index.ts';
import { foldRepeats } from './fold-repeats.ts';
import { landingKindOf, signInKindOf } from './landing-kind.ts';
import { Spool } from './spool.ts';

/** Published at once. A larger batch costs less a record; what an interruption takes is done again, and
 *  until then it lies on the disk a second time. Chosen by hand. */
const MAX_RECORDS = 250_000;
const MAX_CHARACTERS = 512 * 1024 * 1024;

/** A record as it came, and what became of it. */
export interface ReadRecord {
  readonly text: string;
  readonly origin: string;
  /** how it was understood, or the line that the engine can take apart */
  readonly record: NormalRecord | (PlainSignIn & { readonly line: string });
}

/** Records that are gathered, then loaded and published as one. While one batch is loaded, the next can
 *  be gathered under another name. */
export class GatheredBatch {
  readonly #store: Store;
  readonly #copies: Spool;
  readonly #rejects: Spool;
  readonly #fields: Readonly<Record<LandingKind, Spool>>;
  #records = 0;
  #characters = 0;
  #rejected = 0;

  /** @param name  part of an identifier */
  constructor(store: Store, name: string) {
    this.#store = store;
    this.#copies = new Spool(store, `copies_${name}`, COPIES_FORM);
    this.#rejects = new Spool(store, `rejects_${name}`, REJECTS_FORM);
    this.#fields = {
      sign_ins: new Spool(store, `sign_ins_${name}`, fieldsForm('sign_ins')),
      audit: new Spool(store, `audit_${name}`, fieldsForm('audit')),
    };
  }

  get isEmpty(): boolean {
    return this.#records === 0;
  }

  get isFull(): boolean {
    return this.#records >= MAX_RECORDS || this.#characters >= MAX_CHARACTERS;
  }

  /** rejects among the records */
  get rejected(): number {
    return this.#rejected;
  }

  take({ text, origin, record }: ReadRecord): void {
    const compact = compactText(text);
    this.#copies.add(
      copyLine({
        id: record.id,
        table: record.table,
        recordTime: 'line' in record ? '' : (record.recordTime ?? ''),
        origin,
        position: this.#records++,
        raw: text,
        compact: compact === text ? '' : compact,
      }),
    );
    this.#fields[landingKindOf(record.table)].add(
      'line' in record
        ? `${record.line}\n`
        : fieldsLine(record.landing, signInKindOf(record.table)),
    );
    this.#characters += text.length;
  }

  reject(reject: Reject): void {
    this.#rejects.add(rejectLine(reject));
    this.#records += 1;
    this.#rejected += 1;
    this.#characters += reject.text.length;
  }

  /** Hands on what has gathered in memory. */
  async relieve(): Promise<void> {
    for (const spool of this.#spools()) await spool.relieve();
  }

  /** Loads and publishes everything. @returns counts by table */
  async load(lease: Lease): Promise<ReadonlyMap<string, TableCounts>> {
    const store = this.#store;
    const batch = await Batch.begin(store);
    await this.#rejects.drain((rows) => stageRejects(store, rows));
    await this.#copies.drain((rows) => stageCopies(store, batch, rows));
    const { byTable, toFold } = await batch.settle();
    for (const kind of ['sign_ins', 'audit'] as const) {
      await this.#fields[kind].drain((rows) => stageFields(store, batch, kind, rows, 'once'));
    }
    if (toFold > 0 && !(await foldRepeats(store, batch))) {
      throw new Error('a record that was read before cannot be read again');
    }
    await lease.assertHeld();
    await batch.publish();
    return byTable;
  }

  async release(): Promise<void> {
    for (const spool of this.#spools()) await spool.release();
  }

  #spools(): readonly Spool[] {
    return [this.#copies, this.#rejects, this.#fields.sign_ins, this.#fields.audit];
  }
}
