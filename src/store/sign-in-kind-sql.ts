import type { SignInKind } from '../schema/sign-in.ts';
import { TABLE_OF_KIND } from './microsoft-views.ts';

const KINDS: readonly (readonly [event: string, kind: SignInKind])[] = [
  ['interactiveUser', 'interactive'],
  ['nonInteractiveUser', 'nonInteractive'],
  ['servicePrincipal', 'servicePrincipal'],
  ['managedIdentity', 'managedIdentity'],
];

/** SignInKind of a plain Graph sign-in by its fields, '' = not to be told that easily. v1.0 leaves the
 *  event types out and sends interactive sign-ins only. */
export const KIND_OF_FIELDS = `multiIf(
  ${KINDS.map(([event, kind]) => `signInEventTypes = '["${event}"]', '${kind}'`).join(',\n  ')},
  signInEventTypes = '' AND isInteractive = 'true' AND userPrincipalName != '', 'interactive',
  '')`;

/** Microsoft's table of a plain Graph sign-in, by search in its text. */
export const TABLE_OF_LINE = `multiIf(
  ${KINDS.map(
    ([event, kind]) =>
      `position(line, '"signInEventTypes":["${event}"]') > 0, '${TABLE_OF_KIND[kind]}'`,
  ).join(',\n  ')},
  '${TABLE_OF_KIND.interactive}')`;

/** Microsoft's table of a SignInKind. */
export const TABLE_OF_KIND_SQL = `transform(SignInKind,
  [${Object.keys(TABLE_OF_KIND)
    .map((kind) => `'${kind}'`)
    .join(', ')}],
  [${Object.values(TABLE_OF_KIND)
    .map((table) => `'${table}'`)
    .join(', ')}], '')`;
