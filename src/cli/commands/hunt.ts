import { Command, Option } from '@commander-js/extra-typings';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text as textOfStream } from 'node:stream/consumers';
import type { HuntResult } from '../../pipeline/hunt.ts';
import { savedHunts, type SavedHunt } from '../../pipeline/hunt-library.ts';
import { OddsockError } from '../../schema/error.ts';
import { chartOf, drawSvg, drawTerminalChart } from '../charts/index.ts';
import { userInput } from '../handover.ts';
import {
  formatCsv,
  formatHtml,
  formatJson,
  formatNdjson,
  formatTable,
  huntOutputOf,
} from '../result-formats/index.ts';
import type { OpenSession, Session } from '../session.ts';
import { drawTable, printable, type Screen } from '../terminal/index.ts';
import { parseTime } from '../time-option.ts';

const FORMATS = ['table', 'json', 'csv', 'ndjson', 'html'] as const;
type Format = (typeof FORMATS)[number];

interface HuntArguments {
  readonly list?: true | undefined;
  readonly sql?: true | undefined;
  readonly asOf?: string | undefined;
  readonly format?: Format | undefined;
  readonly render?: string | true | undefined;
}

export function huntCommand(open: OpenSession) {
  return new Command('hunt')
    .description('ask the logs in KQL, the language of Sentinel')
    .argument(
      '[query]',
      'a query, a .kql file, the name of one of our hunts, or - for standard input',
    )
    .option('--list', 'our hunts: name, question, tactic, technique')
    .option('--sql', 'print the statement that would be run')
    .option('--as-of <time>', 'what now() and ago() mean, e.g. 2026-11-24T08:00Z')
    .addOption(new Option('--format <format>', 'how to write the result').choices(FORMATS))
    .option('--render [file]', 'draw what "render" asks for, here or into a .svg or .html file')
    .action(async (argument, options) => {
      const session = await open();
      const { query, render } = untangled(argument, options.render);
      if (options.list === true) return listHunts(session);
      if (query === undefined) {
        throw wrongUsage(
          'No query was given.',
          'Give one in quotes, or see "oddsock hunt --list".',
        );
      }
      await runHunt(session, await named(query, session), { ...options, render });
    });
}

/** `--render 'SigninLogs | …'` reads like a file to the parser of options. */
function untangled(query: string | undefined, render: string | true | undefined) {
  const isFile = typeof render === 'string' && /\.(?:svg|html)$/i.test(render);
  if (typeof render !== 'string' || isFile) return { query, render };
  if (query === undefined) return { query: render, render: true as const };
  throw wrongUsage(`--render: "${render}" is neither an .svg nor an .html file.`, '');
}

interface NamedQuery {
  readonly title: string;
  readonly query: string;
}

async function named(argument: string, { signal }: Session): Promise<NamedQuery> {
  if (argument === '-') {
    return { title: 'Hunt', query: await textOfStream(userInput(signal)) };
  }
  if (/\.kql$/i.test(argument)) {
    return { title: path.basename(argument), query: await readFile(argument, 'utf8') };
  }
  if (!/^[a-z\d]+(?:-[a-z\d]+)*$/.test(argument)) return { title: 'Hunt', query: argument };
  const saved = (await savedHunts()).find(({ name }) => name === argument);
  if (saved !== undefined) return saved;
  throw new OddsockError('unknown-hunt', `There is no hunt called "${argument}".`, {
    hint: '"oddsock hunt --list" names them all.',
    exitCode: 2,
  });
}

async function runHunt(
  session: Session,
  { title, query }: NamedQuery,
  { sql, asOf, format, render }: HuntArguments,
): Promise<void> {
  const { config, signal, output, json } = session;
  if (json && (format ?? 'json') !== 'json') {
    throw wrongUsage(`--json and --format ${format} exclude each other.`, 'Name one of them.');
  }
  if (render === true && (json || (format ?? 'table') !== 'table')) {
    throw wrongUsage(
      '--render without a file draws on the terminal.',
      'Name an .svg or .html file.',
    );
  }
  const options = {
    nowMs: asOf === undefined ? session.nowMs() : parseTime('--as-of', asOf, session.nowMs()),
    settings: config.hunt,
    signal,
  };
  // Loaded only by who hunts: a translator is much code.
  const { hunt, huntStatement } = await import('../../pipeline/hunt.ts');
  if (sql === true) {
    const statement = await session.withStore((store) => huntStatement(store, query, options));
    return output.object({ sql: statement.sql }, (value) => value.sql);
  }
  const result = await session.withStore((store) => hunt(store, query, options));
  if (typeof render === 'string') await writeChart(render, title, query, result);
  if (json) return output.object(huntOutputOf(result), () => '');
  const text = written(result, { title, query, format: format ?? 'table', render, session });
  await output.object(text, (each) => each);
  if (typeof render === 'string') output.note(`The chart is in ${render}.`);
}

interface Drawing extends NamedQuery {
  readonly format: Format;
  readonly render: string | true | undefined;
  readonly session: Session;
}

function written(result: HuntResult, { title, query, format, render, session }: Drawing): string {
  const { screen } = session;
  switch (format) {
    case 'json':
      return formatJson(result);
    case 'csv':
      return formatCsv(result);
    case 'ndjson':
      return formatNdjson(result);
    case 'html':
      return formatHtml({
        title,
        query,
        result,
        chart: result.render === null ? null : chartOf(result),
      });
    case 'table':
    default:
      return render === true
        ? drawTerminalChart(chartOf(result), screen)
        : formatTable(result, screen);
  }
}

async function writeChart(
  file: string,
  title: string,
  query: string,
  result: HuntResult,
): Promise<void> {
  const chart = chartOf(result);
  const text = /\.svg$/i.test(file) ? drawSvg(chart) : formatHtml({ title, query, result, chart });
  await writeFile(file, `${text}\n`);
}

async function listHunts({ output, screen }: Session): Promise<void> {
  const hunts = await savedHunts();
  await output.list(
    hunts.map(({ name, title, question, tactic, technique }) => ({
      name,
      title,
      question,
      tactic,
      technique,
    })),
    (rows) => drawHunts(rows, screen),
  );
}

function drawHunts(hunts: readonly Omit<SavedHunt, 'query'>[], screen: Screen): string {
  return drawTable(
    [
      { header: 'Name', style: () => 'cyan', minWidth: 24 },
      { header: 'Question' },
      { header: 'Tactic', minWidth: 12 },
      { header: 'Technique', minWidth: 9 },
    ],
    hunts.map(({ name, question, tactic, technique }) =>
      [name, question, tactic, technique].map(printable),
    ),
    screen,
  );
}

function wrongUsage(message: string, hint: string): OddsockError {
  return new OddsockError('wrong-usage', message, { hint, exitCode: 2 });
}
