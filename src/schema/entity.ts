/** Who a sign-in belongs to: the key of baselines, models and anomalies.
 *  Users go by user id, else by lower-case user principal name; names change, the id does not. */
export type EntityKind = 'user' | 'servicePrincipal' | 'managedIdentity';

export interface Entity {
  readonly kind: EntityKind;
  readonly id: string;
  readonly name: string;
}
