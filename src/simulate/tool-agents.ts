import type { AppName } from './applications.ts';

/** User agents of scripts and old clients. Everybody's: administrators and attackers use the same ones. */
export const TOOL_AGENTS = {
  python: 'python-requests/2.32.3',
  axios: 'axios/1.7.9',
  node: 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
  powerShell: 'Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; en-US) PowerShell/7.4.6',
  windowsPowerShell:
    'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.22621.4391',
  /** what Exchange Online calls old mail clients on whose behalf it signs in */
  legacyMail: 'BAV2ROPC',
} as const;

/** What the tools of developers and administrators call themselves. */
export const AGENTS_OF: Readonly<Partial<Record<AppName, readonly string[]>>> = {
  azureCli: [TOOL_AGENTS.python, TOOL_AGENTS.axios],
  visualStudioCode: [TOOL_AGENTS.node, TOOL_AGENTS.axios],
  graphTools: [TOOL_AGENTS.powerShell],
  powerShell: [TOOL_AGENTS.windowsPowerShell],
};
