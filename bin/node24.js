import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export const MIN_NODE_MAJOR = 24;

/** Path of a Node that is new enough: this one, else the one npm installed for this platform, else null.
 *  Plain JavaScript: it must run on Node 20. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= MIN_NODE_MAJOR) return process.execPath;
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  for (const prefix of ['node', 'node-bin']) {
    try {
      const packageFile = require.resolve(`${prefix}-${platform}-${process.arch}/package.json`);
      const binary = path.join(path.dirname(packageFile), require(packageFile).bin.node);
      if (existsSync(binary)) return binary;
    } catch {
      // not installed for this platform
    }
  }
  return null;
}
