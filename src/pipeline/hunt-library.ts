import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The hunts that come with Oddsock, beside src/ and dist/. */
const FOLDER = path.join(import.meta.dirname, '../../hunts');

/** A hunt with what stands in the comments above it. */
export interface SavedHunt {
  /** name of the file without .kql */
  readonly name: string;
  readonly title: string;
  /** what it asks, in a sentence */
  readonly question: string;
  /** MITRE ATT&CK tactic, e.g. InitialAccess */
  readonly tactic: string;
  /** MITRE ATT&CK technique, e.g. T1078.004 */
  readonly technique: string;
  readonly query: string;
}

/** Every hunt of the library, by name. */
export async function savedHunts(): Promise<SavedHunt[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.kql')).toSorted();
  return Promise.all(files.map(readHunt));
}

async function readHunt(file: string): Promise<SavedHunt> {
  const query = await readFile(path.join(FOLDER, file), 'utf8');
  const header = headerOf(query);
  const said = (key: string): string => header.get(key) ?? '';
  return {
    name: file.slice(0, -'.kql'.length),
    title: said('title'),
    question: said('question'),
    tactic: said('tactic'),
    technique: said('technique'),
    query,
  };
}

/** `// key: value` lines before the query. */
function headerOf(query: string): ReadonlyMap<string, string> {
  const header = new Map<string, string>();
  for (const line of query.split('\n')) {
    const match = /^\/\/ (\w+): (.+)$/.exec(line.trim());
    if (match === null) break;
    header.set(match[1] ?? '', match[2] ?? '');
  }
  return header;
}
