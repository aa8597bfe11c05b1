import { RowBinaryReader, type Store } from '../store/index.ts';
import type { EncodedModel } from './model.ts';
import { readPacked } from './packed.ts';

export interface StoredModel extends EncodedModel {
  /** sum of surprises (nats) from which on the forest is asked */
  readonly gate: number;
}

/** Columns that are only given (EPHEMERAL): the packed one holds them. */
export const PACKED_MODEL_COLUMNS = {
  Gate: 'Float32',
  Forest: 'String',
  Calibration: 'String',
  OneHot: 'String',
} as const;

/** The packed column, as SQL over the others; unpackModel reads it in the same order. */
export const PACKED_MODEL_SQL = `formatRow('RowBinary', Gate, Forest, Calibration, OneHot)`;

/** The models of these entities trained as of just this moment, by entity id; '' is the tenant's. */
export function readModels(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
): Promise<Map<string, StoredModel>> {
  return readPacked(store, 'models', [...entities, ''], asOfMs, unpackModel);
}

function unpackModel(packed: Uint8Array): StoredModel {
  const reader = new RowBinaryReader(packed);
  return {
    gate: reader.float32(),
    forest: reader.bytes(),
    calibration: reader.bytes(),
    oneHot: reader.text(),
  };
}
