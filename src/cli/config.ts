import { readFile } from 'node:fs/promises';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { configSchema, type Config } from '../schema/config.ts';
import { OddsockError } from '../schema/error.ts';

type Path = readonly PropertyKey[];

/** The configuration of a file, or the defaults when there is none.
 *  @throws OddsockError 'bad-config' that names file, line, column and key */
export async function loadConfig(file: string | undefined): Promise<Config> {
  if (file === undefined) return configSchema.parse({});
  return parseConfig(await readText(file), file);
}

/** @param name  what to call the text in messages */
export function parseConfig(text: string, name: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    return badConfig(`${name}:${line}:${col}: ${message}`);
  };
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) throw at(syntaxError.pos[0], syntaxError.message);
  const parsed = configSchema.safeParse(valueOf(document, at) ?? {});
  if (parsed.success) return parsed.data;
  const { path, message } = firstProblem(parsed.error);
  throw at(offsetOf(document, path), message);
}

/** Anchors that repeat each other without end are refused by the parser when the value is made. */
function valueOf(document: Document, at: (offset: number, message: string) => Error): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw at(0, error instanceof Error ? error.message : String(error));
  }
}

/** An unknown key is the most likely mistake, and then the message names what is known there. */
function firstProblem(error: z.ZodError): { path: Path; message: string } {
  const [issue] = error.issues;
  if (issue === undefined) return { path: [], message: 'not a configuration' };
  if (issue.code !== 'unrecognized_keys') {
    const where = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    return { path: issue.path, message: `${where}${issue.message}` };
  }
  const [key = ''] = issue.keys;
  const place = issue.path.length === 0 ? 'at the top level' : `in "${issue.path.join('.')}"`;
  const known = knownKeys(issue.path).join(', ');
  return {
    path: [...issue.path, key],
    message: `unknown key "${key}" ${place}${known === '' ? '' : `; known are: ${known}`}`,
  };
}

function knownKeys(path: Path): string[] {
  let schema: unknown = configSchema;
  for (const key of path) schema = shapeOf(schema)?.[String(key)];
  return Object.keys(shapeOf(schema) ?? {});
}

/** The fields of an object schema, seen through defaults and optionals. */
function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  let current = schema as { shape?: Record<string, unknown>; unwrap?: () => unknown } | undefined;
  while (current !== undefined && current.shape === undefined && current.unwrap !== undefined) {
    current = current.unwrap() as typeof current;
  }
  return current?.shape;
}

/** Where the key or list entry at `path` stands; where it is missing, its nearest parent. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    const next = child(node, step);
    if (next === undefined) break;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return offset;
}

function child(node: unknown, step: PropertyKey) {
  if (isSeq(node)) {
    const entry = node.items[Number(step)];
    return { node: entry, offset: isNode(entry) ? entry.range?.[0] : undefined };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
  if (pair === undefined) return undefined;
  return { node: pair.value, offset: isScalar(pair.key) ? pair.key.range?.[0] : undefined };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), 'code');
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${String(code)})`;
    throw badConfig(`The configuration file ${file} ${what}.`, error);
  }
}

function badConfig(message: string, cause?: unknown): OddsockError {
  return new OddsockError('bad-config', message, {
    hint: 'docs/configuration.md lists every key.',
    exitCode: 2,
    cause,
  });
}
