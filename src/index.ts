/** For programs that do what the command line does: open a store, read logs into it, learn, judge, and
 *  ask. `configSchema.parse({}).judgement` are the settings of judgement as they are by default.
 *
 *      const store = await openStore({ data: './oddsock-data' });
 *      await ingest(store, ['logs']);
 *      const { judgement: settings } = configSchema.parse({});
 *      await learn(store, { settings });
 *      await detect(store, { settings, nowMs: Date.now() });
 *      await store.close();
 */
export { activity, type ActivityOptions } from './pipeline/overview.ts';
export { detect, type DetectOptions } from './pipeline/detect.ts';
export { ingest, type IngestOptions } from './pipeline/ingest.ts';
export { learn, type LearnOptions } from './pipeline/learn.ts';
export type { OnProgress, ProgressReport } from './pipeline/progress.ts';
export { configSchema, type Config } from './schema/config.ts';
export { OddsockError } from './schema/error.ts';
export { COMMAND_OUTPUTS, type CommandOutput } from './schema/command-outputs.ts';
export {
  EngineError,
  openStore,
  type SqlParameters,
  type Store,
  type StorePlace,
} from './store/index.ts';
