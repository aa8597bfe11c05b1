import { z } from 'zod';
import { configSchema } from '../schema/config.ts';

/** The part of JSON Schema that a configuration is described with. */
interface Described {
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

const INTRODUCTION = `# Configuration

The file named with \`--config FILE\` is YAML. Every key is optional, and a key that is not on this page
is refused with its line and column. This page is made from src/schema/config.ts; after a change there
run \`npx vitest run src/cli/config-docs -u\`.

\`\`\`yaml
store:
  data: /var/lib/oddsock
tenant:
  id: 7f3c1f6e-0f5b-4a67-9a43-0d1a5c2b9e11
\`\`\`
`;

/** docs/configuration.md, from the schema. */
export function configurationPage(): string {
  const root = z.toJSONSchema(configSchema, { io: 'input' }) as Described;
  const sections = Object.entries(root.properties ?? {}).map(([name, schema]) => {
    const rows = keysOf(schema, name).map(({ path, schema: key }) => {
      const cells = [`\`${path}\``, typeOf(key), defaultOf(key), key.description ?? ''];
      return `| ${cells.map(cell).join(' | ')} |`;
    });
    const table = ['| key | type | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
    return `## ${name}\n\n${schema.description ?? ''}\n\n${table}\n`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}

/** Every key below, in the order of the schema; the entries of lists as \`path[]\`. */
function keysOf(schema: Described, path: string): Key[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    const childPath = `${path}.${name}`;
    const below = [...keysOf(child, childPath), ...keysOf(child.items ?? {}, `${childPath}[]`)];
    const isGroup = child.properties !== undefined && child.description === undefined;
    return isGroup ? below : [{ path: childPath, schema: child }, ...below];
  });
  return own;
}

function typeOf(schema: Described): string {
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.properties !== undefined) return 'group';
  return `${schema.type === 'boolean' ? 'true or false' : (schema.type ?? 'any')}${rangeOf(schema)}`;
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
