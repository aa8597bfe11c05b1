import { z } from 'zod';

/** The part of JSON Schema that a configuration is described with. */
export interface Described {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: Described | boolean;
  readonly items?: Described;
  readonly anyOf?: readonly Described[];
}

interface Key {
  readonly path: string;
  readonly schema: Described;
}

/** A zod schema as the JSON Schema it stands for. */
export function described(schema: z.ZodType, io: 'input' | 'output'): Described {
  return z.toJSONSchema(schema, { io }) as Described;
}

/** A Markdown table of every key below `path`. */
export function keyTable(schema: Described, path: string, withDefaults: boolean): string {
  const rows = keysOf(schema, path).map(({ path: name, schema: key }) => {
    const cells = [
      `\`${name}\``,
      typeOf(key),
      ...(withDefaults ? [defaultOf(key)] : []),
      key.description ?? '',
    ];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  const head = withDefaults
    ? ['| key | type | default | meaning |', '|---|---|---|---|']
    : ['| key | type | meaning |', '|---|---|---|'];
  return [...head, ...rows].join('\n');
}

/** Every key below, in the order of the schema: the entries of lists as `path[]`, of maps as `path.*`. */
function keysOf(schema: Described, path: string): Key[] {
  const named = Object.entries(schema.properties ?? {}).map(
    ([name, child]) => [path === '' ? name : `${path}.${name}`, child] as const,
  );
  return named.flatMap(([childPath, child]) => {
    const values = typeof child.additionalProperties === 'object' ? child.additionalProperties : {};
    const below = [
      ...keysOf(child, childPath),
      ...keysOf(child.items ?? {}, `${childPath}[]`),
      ...keysOf(values, `${childPath}.*`),
    ];
    const isGroup = child.properties !== undefined && child.description === undefined;
    return isGroup ? below : [{ path: childPath, schema: child }, ...below];
  });
}

function typeOf(schema: Described): string {
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.properties !== undefined) return 'group';
  if (typeof schema.additionalProperties === 'object') {
    return `map of ${typeOf(schema.additionalProperties)}`;
  }
  return `${schema.type === 'boolean' ? 'true or false' : (schema.type ?? 'any JSON')}${rangeOf(schema)}`;
}

function rangeOf(schema: Described): string {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema;
  const bounds = [
    ...(exclusiveMinimum === undefined ? [] : [`> ${exclusiveMinimum}`]),
    ...(minimum === undefined ? [] : [`>= ${minimum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`< ${exclusiveMaximum}`]),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? [] : [`<= ${maximum}`]),
  ].filter((bound) => !bound.includes(String(Number.MIN_SAFE_INTEGER)));
  return bounds.length === 0 ? '' : `, ${bounds.join(', ')}`;
}

function defaultOf(schema: Described): string {
  if (schema.default === undefined || schema.properties !== undefined) return '';
  const text = JSON.stringify(schema.default);
  return text.length > 60 ? 'see below' : `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}
