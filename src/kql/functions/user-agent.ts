import { quote } from '../literals.ts';
import { sqlOf } from '../types.ts';
import { BROWSERS, DEVICES, SYSTEMS, type UserAgentRule } from '../user-agent-rules.ts';
import { boundText, type Call, type FunctionTable } from './function.ts';

/** parse_user_agent(): browser or tool, operating system and device. */
export const userAgentFunctions: FunctionTable = {
  parse_user_agent: (call) => {
    const agent = boundText(call, 0);
    const members = wanted(call).map((part) => PARTS[part](call, agent));
    return sqlOf(`concat('{', ${members.join(`, ',', `)}, '}')`, 'dynamic', false);
  },
};

type Part = 'browser' | 'os' | 'device';

const PARTS: Readonly<Record<Part, (call: Call, agent: string) => string>> = {
  browser: (call, agent) =>
    bag('Browser', [
      ...versioned(call, agent, BROWSERS, ['MajorVersion', 'MinorVersion', 'Patch']),
    ]),
  os: (call, agent) =>
    bag('OperatingSystem', [
      ...versioned(call, agent, SYSTEMS, ['MajorVersion', 'MinorVersion', 'Patch', 'PatchMinor']),
    ]),
  device: (call, agent) => bag('Device', device(call, agent)),
};

/** What to look for: a constant text or array of texts. */
function wanted(call: Call): readonly Part[] {
  const given = call.args[1];
  if (given === undefined) return ['browser', 'os', 'device'];
  const list: unknown =
    given.type === 'dynamic' && typeof given.value === 'string'
      ? JSON.parse(given.value)
      : [given.value];
  const node = call.node.argumentNodes[1] ?? call.node;
  if (!Array.isArray(list)) return node.refuse(`It must be a constant such as "browser".`);
  return list.map((each: unknown): Part => {
    const part = String(each).toLowerCase();
    return part === 'browser' || part === 'os' || part === 'device'
      ? part
      : node.refuse('It looks for "browser", "os" or "device".');
  });
}

/** A group that captures. */
const GROUP = /(?<!\\)\((?!\?)/v;

function bag(name: string, members: readonly (readonly [string, string])[]): string {
  const list = members.map(([key, sql]) => `'"${key}":', toJSONString(${sql})`);
  return `'"${name}":{', ${list.join(`, ',', `)}, '}'`;
}

/** Which rule matches first, counted from 1; 0 when none does. Bound. */
function firstRule(call: Call, agent: string, rules: readonly UserAgentRule[]): string {
  const cases = rules.map(({ pattern }, at) => `match(${agent}, ${quote(pattern)}), ${at + 1}`);
  return call.scope.bindSql(`multiIf(${cases.join(', ')}, 0)`);
}

/** The groups of the rule that matched. Bound. */
function groupsOf(
  call: Call,
  agent: string,
  rules: readonly UserAgentRule[],
  rule: string,
): string {
  const cases = rules.flatMap(({ pattern, version }, at) => {
    if (version !== undefined) {
      return [`${rule} = ${at + 1}, [${version.map((part) => quote(part)).join(', ')}]`];
    }
    return GROUP.test(pattern)
      ? [`${rule} = ${at + 1}, extractGroups(${agent}, ${quote(pattern)})`]
      : [];
  });
  return call.scope.bindSql(`multiIf(${cases.join(', ')}, [])`);
}

function named(rule: string, texts: readonly string[], otherwise: string): string {
  return `arrayElement([${[otherwise, ...texts].map((text) => quote(text)).join(', ')}], ${rule} + 1)`;
}

function versioned(
  call: Call,
  agent: string,
  rules: readonly UserAgentRule[],
  keys: readonly string[],
): readonly (readonly [string, string])[] {
  const rule = firstRule(call, agent, rules);
  const groups = groupsOf(call, agent, rules, rule);
  const families = rules.map(({ family }) => family);
  return [
    ['Family', named(rule, families, 'Other')],
    ...keys.map((key, at): [string, string] => [key, `${groups}[${at + 1}]`]),
  ];
}

function device(call: Call, agent: string): readonly (readonly [string, string])[] {
  const rule = firstRule(call, agent, DEVICES);
  const groups = groupsOf(call, agent, DEVICES, rule);
  const filled = (texts: readonly string[], otherwise: string): string =>
    `replaceAll(replaceAll(${named(rule, texts, otherwise)}, '$1', ${groups}[1]), '$2', ${groups}[2])`;
  return [
    [
      'Family',
      filled(
        DEVICES.map(({ family }) => family),
        'Other',
      ),
    ],
    [
      'Brand',
      filled(
        DEVICES.map(({ brand }) => brand),
        '',
      ),
    ],
    [
      'Model',
      filled(
        DEVICES.map(({ model }) => model),
        '',
      ),
    ],
  ];
}
