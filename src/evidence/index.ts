/** What was new or rare about each sign-in. */
export { AddressFailures } from './address-failures.ts';
export { BehaviorWriter, createBehaviorTables } from './behavior-analytics.ts';
export {
  EntityTimeline,
  USUAL_DAYS,
  type TimelineSources,
  type UsualValues,
} from './entity-timeline.ts';
export type {
  Evidence,
  FailureEvidence,
  ForestEvidence,
  HistoryEvidence,
  HourEvidence,
  TravelEvidence,
  ValueEvidence,
} from './evidence.ts';
export { ForestJudge } from './forest-judge.ts';
export {
  EARLIER_ROW_SQL,
  SIGN_IN_ROW_SQL,
  SignInRows,
  type SignInGlance,
  type SignInRow,
} from './sign-in-rows.ts';
export { TenantMemory, type TenantValues } from './tenant-memory.ts';
