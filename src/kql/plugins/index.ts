import { bagUnpack } from './bag-unpack.ts';
import type { Plugin } from './plugin.ts';

/** What `evaluate` can call, by name. */
export const plugins: ReadonlyMap<string, Plugin> = new Map([['bag_unpack', bagUnpack]]);
