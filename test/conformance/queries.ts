/** One query of a file. */
export interface CorpusQuery {
  /** file, with the number of the query where it holds several */
  readonly name: string;
  readonly text: string;
}

/** The queries of a file: all of a .kql, the `query:` of a Sentinel rule in YAML, the fenced blocks of
 *  a page in Markdown. */
export function queriesOf(file: string, content: string): CorpusQuery[] {
  const texts = textsOf(file, content.replaceAll('\r\n', '\n')).filter((text) => code(text) !== '');
  return texts.map((text, place) => ({
    name: texts.length === 1 ? file : `${file}#${place + 1}`,
    text,
  }));
}

function textsOf(file: string, content: string): string[] {
  if (/\.ya?ml$/.test(file)) return inYaml(content);
  if (file.endsWith('.md')) return inMarkdown(content);
  return [content];
}

/** Everything under `query: |`, indentation taken off. */
function inYaml(content: string): string[] {
  const lines = content.split('\n');
  const begin = lines.findIndex((line) => /^\s*query:/.test(line));
  if (begin < 0) return [];
  const [, indent = '', rest = ''] = /^(\s*)query:\s*(.*)$/.exec(lines[begin] ?? '') ?? [];
  if (!/^[|>][+-]?$/.test(rest)) return [rest.replace(/^(["'])(.*)\1$/s, '$2')];
  const inside: string[] = [];
  for (const line of lines.slice(begin + 1)) {
    if (line.trim() !== '' && !line.startsWith(`${indent} `)) break;
    inside.push(line);
  }
  const margin = Math.min(
    ...inside.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)),
  );
  return [inside.map((line) => line.slice(margin)).join('\n')];
}

function inMarkdown(content: string): string[] {
  return [...content.matchAll(/^```(?:kql|kusto|kusto-query)?[ \t]*\n([\s\S]*?)^```/gim)].map(
    ([, text = '']) => text,
  );
}

/** The queries of a text that blank lines separate. A paragraph goes on with the one before where that
 *  ends inside a bracket or with a semicolon, or where it begins with a pipe; comments go along. */
export function paragraphs(text: string): string[] {
  const blocks: string[] = [];
  let open = '';
  for (const paragraph of text.split(/\n[ \t]*\n/)) {
    const [before, now] = [code(open), code(paragraph)];
    const goesOn = /[;,(|]$/.test(before) || depth(before) > 0 || /^[|)]/.test(now);
    if (before === '' || now === '' || goesOn) {
      open = open === '' ? paragraph : `${open}\n${paragraph}`;
    } else {
      blocks.push(open);
      open = paragraph;
    }
  }
  return [...blocks, open].filter((block) => code(block) !== '');
}

/** Without comments; texts in quotes may hold what looks like one. */
function code(text: string): string {
  return text.replaceAll(/(@?"(?:[^"\\\n]|\\.)*"|@?'(?:[^'\\\n]|\\.)*')|\/\/.*$/gm, '$1').trim();
}

/** How many brackets are open at the end. */
function depth(text: string): number {
  const bare = text.replaceAll(/@?"(?:[^"\\\n]|\\.)*"|@?'(?:[^'\\\n]|\\.)*'/g, '');
  const [opened, closed] = [/[([{]/g, /[)\]}]/g].map((brackets) => bare.match(brackets) ?? []);
  return (opened?.length ?? 0) - (closed?.length ?? 0);
}
