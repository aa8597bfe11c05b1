import { readFile } from 'node:fs/promises';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { OddsockError } from '../schema/error.ts';

type Path = readonly PropertyKey[];

/** How the errors of one kind of file are called. */
export interface YamlKind<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** what the file is, for a sentence: 'configuration file' */
  readonly title: string;
  /** code of its errors */
  readonly code: string;
  readonly hint: string;
}

/** What a YAML (or JSON) file says, and where it says it. */
export interface YamlFile<Value> {
  readonly value: Value;
  /** An error that points at the line and column of a key or entry. */
  readonly errorAt: (path: Path, message: string) => OddsockError;
}

/** @throws OddsockError of the kind's code for a file that is not there or cannot be read */
export async function readYaml<Schema extends z.ZodType>(
  file: string,
  kind: YamlKind<Schema>,
): Promise<YamlFile<z.output<Schema>>> {
  return parseYaml(await readText(file, kind), file, kind);
}

/** @param name  what to call the text in messages
 *  @throws OddsockError of the kind's code that names file, line, column and key */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  name: string,
  kind: YamlKind<Schema>,
): YamlFile<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    return yamlError(kind, `${name}:${line}:${col}: ${message}`);
  };
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) throw at(syntaxError.pos[0], syntaxError.message);
  const errorAt = (path: Path, message: string) => at(offsetOf(document, path), message);
  const parsed = kind.schema.safeParse(valueOf(document, at) ?? {});
  if (parsed.success) return { value: parsed.data, errorAt };
  const { path, message } = firstProblem(parsed.error, kind);
  throw errorAt(path, message);
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
function firstProblem(
  error: z.ZodError,
  { schema, title }: YamlKind<z.ZodType>,
): { path: Path; message: string } {
  const [issue] = error.issues;
  if (issue === undefined) return { path: [], message: `not a ${title}` };
  if (issue.code !== 'unrecognized_keys') {
    const where = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    return { path: issue.path, message: `${where}${issue.message}` };
  }
  const [key = ''] = issue.keys;
  const place = issue.path.length === 0 ? 'at the top level' : `in "${issue.path.join('.')}"`;
  const known = knownKeys(schema, issue.path).join(', ');
  return {
    path: [...issue.path, key],
    message: `unknown key "${key}" ${place}${known === '' ? '' : `; known are: ${known}`}`,
  };
}

function knownKeys(root: z.ZodType, path: Path): string[] {
  let schema: unknown = root;
  for (const key of path) {
    schema = typeof key === 'number' ? elementOf(schema) : shapeOf(schema)?.[String(key)];
  }
  return Object.keys(shapeOf(schema) ?? {});
}

interface Wrapped {
  readonly shape?: Record<string, unknown>;
  readonly element?: unknown;
  readonly unwrap?: () => unknown;
}

/** The fields of an object schema. */
function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  return unwrapped(schema)?.shape;
}

/** The schema of the entries of a list. */
function elementOf(schema: unknown): unknown {
  return unwrapped(schema)?.element;
}

/** Seen through defaults and optionals. */
function unwrapped(schema: unknown): Wrapped | undefined {
  let current = schema as Wrapped | undefined;
  while (current?.shape === undefined && current?.element === undefined) {
    if (current?.unwrap === undefined) return current;
    current = current.unwrap() as Wrapped;
  }
  return current;
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

async function readText(file: string, kind: YamlKind<z.ZodType>): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), 'code');
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read (${String(code)})`;
    throw yamlError(kind, `The ${kind.title} ${file} ${what}.`, error);
  }
}

function yamlError(
  { code, hint }: YamlKind<z.ZodType>,
  message: string,
  cause?: unknown,
): OddsockError {
  return new OddsockError(code, message, { hint, exitCode: 2, cause });
}
