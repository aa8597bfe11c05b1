import type { TableColumn } from '../kql/index.ts';
import { engineType, type KqlType } from '../kql/types.ts';

/** A stored column as KQL sees it.
 *  @param engine    its type in the engine
 *  @param asked     the type that KQL knows it by; left out, the nearest one */
export function stored(name: string, engine: string, asked?: KqlType): TableColumn {
  const { bare, nullable } = unwrapped(engine);
  const type = asked ?? nearestType(bare);
  const sql = runtimeForm(`\`${name}\``, type, bare, nullable);
  return {
    name,
    type,
    ...(sql === `\`${name}\`` ? {} : { sql }),
    ...(nullable || type === 'dynamic' ? {} : { notNull: true }),
  };
}

/** A column that Microsoft documents and nothing here fills: null, or ''. */
export function absent(name: string, type: KqlType): TableColumn {
  const engine = engineType(type);
  return { name, type, sql: engine === 'String' ? `''` : `CAST(NULL AS ${engine})` };
}

function unwrapped(engine: string): { readonly bare: string; readonly nullable: boolean } {
  const inner = /^LowCardinality\((.*)\)$/.exec(engine)?.[1] ?? engine;
  const bare = /^Nullable\((.*)\)$/.exec(inner)?.[1];
  return bare === undefined ? { bare: inner, nullable: false } : { bare, nullable: true };
}

function nearestType(bare: string): KqlType {
  if (/^(?:Fixed)?String\b|^Enum/.test(bare)) return 'string';
  if (/^(?:DateTime|Date)/.test(bare)) return 'datetime';
  if (/^U?Int/.test(bare)) return 'long';
  if (bare.startsWith('Float')) return 'real';
  if (bare.startsWith('Decimal')) return 'decimal';
  if (bare === 'Bool') return 'bool';
  return bare === 'UUID' ? 'guid' : 'dynamic';
}

/** SQL of the form in which KQL computes with values of `type`. Plain columns stay plain, so that the
 *  engine's indexes still serve them. */
function runtimeForm(column: string, type: KqlType, bare: string, nullable: boolean): string {
  switch (type) {
    case 'string':
    case 'guid': {
      const text = bare === 'String' ? column : `toString(${column})`;
      return nullable ? `ifNull(${text}, '')` : text;
    }
    case 'dynamic': {
      const text = bare === 'String' ? column : `toJSONString(${column})`;
      return `nullIf(nullIf(${text}, ''), 'null')`;
    }
    case 'datetime':
      return bare.startsWith('DateTime64(7') ? column : `toDateTime64(${column}, 7, 'UTC')`;
    case 'long':
    case 'int':
    case 'timespan':
      return bare === 'Int64' ? column : `toInt64(${column})`;
    case 'real':
      return bare === 'Float64' ? column : `toFloat64(${column})`;
    case 'decimal':
      return `CAST(${column} AS ${engineType('decimal')})`;
    case 'bool':
    default:
      return bare === 'Bool' ? column : `toBool(${column})`;
  }
}
