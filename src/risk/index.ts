export { combine, type Combined } from './combine.ts';
export { judge, prepareJudgement, verdictId, type Judgement } from './judge.ts';
export { investigationPriority } from './priority.ts';
export type { DetectorFailure, Verdict } from './verdict.ts';
