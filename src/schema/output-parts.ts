import { z } from 'zod';

/** Pieces that machine outputs are put together from. */

export const isoTime = z.iso.datetime({ precision: 3 }).describe('ISO 8601, UTC, milliseconds');
export const day = z.iso.date().describe('UTC day');
export const amount = z.int().nonnegative();
export const share = z.number().min(0).max(1);
