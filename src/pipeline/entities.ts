import type { Entity, EntityKind } from '../schema/entity.ts';
import { OddsockError } from '../schema/error.ts';
import type { Store } from '../store/index.ts';

/** Whom a text names: an id, a user principal name, or a display name that only one has.
 *  @throws OddsockError 'unknown-user', or 'ambiguous-user' that lists who it may be */
export async function findEntity(store: Store, text: string): Promise<Entity> {
  const found = await store.rows<Entity & { exact: boolean }>(
    `SELECT
       EntityKind AS kind, EntityId AS id,
       argMax(EntityName, CreatedDateTime) AS name,
       id = lower({text:String}) OR max(lower(UserPrincipalName) = lower({text:String})) AS exact
     FROM sign_ins
     WHERE EntityId = lower({text:String})
       OR lower(UserPrincipalName) = lower({text:String})
       OR lowerUTF8(EntityName) = lowerUTF8({text:String})
     GROUP BY kind, id
     ORDER BY exact DESC, id
     LIMIT 10`,
    { text },
  );
  const exact = found.filter((each) => each.exact);
  const [entity, ...others] = exact.length > 0 ? exact : found;
  if (entity === undefined) {
    throw new OddsockError('unknown-user', `No sign-in of "${text}" is stored.`, {
      hint: 'Name a user by principal name, object id or full display name; "oddsock training" lists all.',
    });
  }
  if (others.length > 0) {
    const ids = [entity, ...others].map(({ id }) => id).join(', ');
    throw new OddsockError('ambiguous-user', `"${text}" may be any of: ${ids}.`, {
      hint: 'Name one of them by its id.',
    });
  }
  return { kind: entity.kind satisfies EntityKind, id: entity.id, name: entity.name };
}
