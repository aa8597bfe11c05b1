import type { Entity } from '../schema/entity.ts';
import { OddsockError } from '../schema/error.ts';
import type { Store } from '../store/index.ts';
import { hasSignIns, LOAD_LOGS } from './store-stage.ts';

interface Candidate extends Entity {
  readonly principal: string;
  readonly exact: boolean;
}

/** Candidates that an error lists at most. */
const LISTED = 10;

/** Whom a text names: an id, a user principal name, or a display name that only one has.
 *  @throws OddsockError 'unknown-user' that suggests who may be meant, or 'ambiguous-user' that lists
 *  who it may be */
export async function findEntity(store: Store, text: string): Promise<Entity> {
  const found = await store.rows<Candidate>(
    `SELECT
       EntityKind AS kind, EntityId AS id,
       argMax(EntityName, CreatedDateTime) AS name,
       argMax(UserPrincipalName, CreatedDateTime) AS principal,
       id = lower({text:String}) OR max(lower(UserPrincipalName) = lower({text:String})) AS exact
     FROM sign_ins
     WHERE EntityId = lower({text:String})
       OR lower(UserPrincipalName) = lower({text:String})
       OR lowerUTF8(EntityName) = lowerUTF8({text:String})
     GROUP BY kind, id
     ORDER BY exact DESC, id
     LIMIT ${LISTED + 1}`,
    { text },
  );
  const exact = found.filter((each) => each.exact);
  const [entity, ...others] = exact.length > 0 ? exact : found;
  if (entity === undefined) throw await unknownUser(store, text);
  if (others.length > 0) throw ambiguousUser(text, [entity, ...others]);
  return { kind: entity.kind, id: entity.id, name: entity.name };
}

function ambiguousUser(text: string, candidates: readonly Candidate[]): OddsockError {
  const listed = candidates
    .slice(0, LISTED)
    .map(({ id, principal }) => (principal === '' ? id : `${id} (${principal})`));
  const more = candidates.length > LISTED ? ', and more' : '';
  return new OddsockError(
    'ambiguous-user',
    `"${text}" may be any of: ${listed.join(', ')}${more}.`,
    {
      hint: 'Name one of them by its id.',
    },
  );
}

async function unknownUser(store: Store, text: string): Promise<OddsockError> {
  const message = `No sign-in of "${text}" is stored.`;
  if (!(await hasSignIns(store)))
    return new OddsockError('unknown-user', message, { hint: LOAD_LOGS });
  const similar = await similarNames(store, text);
  const suggestion = similar.length === 0 ? '' : `Did you mean ${similar.join(' or ')}? `;
  return new OddsockError('unknown-user', message, {
    hint: `${suggestion}Name a user by principal name, object id or full display name; "oddsock training" lists all.`,
  });
}

/** Names that hold the text, or that a few slips of the keyboard lead to. */
async function similarNames(store: Store, text: string): Promise<string[]> {
  const asked = text.trim().toLowerCase().slice(0, 100);
  if (asked.length < 3) return [];
  const rows = await store.rows<{ suggested: string }>(
    `SELECT
       if(principal = '', name, principal) AS suggested,
       lower(left(principal, 100)) AS lowerPrincipal, lowerUTF8(left(name, 100)) AS lowerName,
       position(lowerPrincipal, {asked:String}) > 0 OR position(lowerName, {asked:String}) > 0 AS holds,
       least(
         editDistance(lowerPrincipal, {asked:String}), editDistance(lowerName, {asked:String}),
         editDistance(splitByChar('@', lowerPrincipal)[1], {asked:String})) AS slips
     FROM (
       SELECT any(UserPrincipalName) AS principal, any(EntityName) AS name
       FROM sign_ins GROUP BY EntityId
     )
     WHERE holds OR slips <= {most:UInt8}
     ORDER BY holds DESC, slips, suggested
     LIMIT 3`,
    { asked, most: Math.min(4, Math.ceil(asked.length / 4)) },
  );
  return rows.map(({ suggested }) => suggested);
}
