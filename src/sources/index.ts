export { compactText } from './compact-text.ts';
export { foldCopies, type Copy } from './fold-copies.ts';
export { isRefusal, normalise, type NormalRecord, type Refusal } from './normalise.ts';
export { openInputs, type Input, type OpenInputsOptions } from './open-inputs.ts';
export { isPlainGraphSignIns, plainLine, plainSignIn, type PlainSignIn } from './plain-graph.ts';
export { readRecords, type RecordBatch, type RecordText } from './read-records.ts';
export { recognise, type Recognised, type Shape } from './recognise.ts';
export { rejectReasons, rejectText, type Reject, type RejectReason } from './reject.ts';
export { timeText } from './time-text.ts';
