import {
  CommandRuntime,
  openEventLog,
  startProjector,
  type EventLog,
  type ProjectorHandle,
} from '@tramo/event-log';
import { openCube, type CubeHandle } from '@tramo/journal';
import { openFileStore, openSql, type FileStore, type SqlStore, type StateStore } from '@tramo/stores';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ensureBootstrapToken } from './auth/bootstrap-token';
import { Tokens } from './auth/tokens';
import type { Settings } from './config/settings';
import { holdDataDirectory, prepareDataDirectory } from './data-directory';
import { MeasuredLog } from './metrics/measured-log';
import { Metrics } from './metrics/metrics';
import { observe } from './metrics/observe';
import { openState } from './open-state';
import { FILES_PART } from './operations/backup-manifest';
import { Operations } from './operations/operations';
import type { Rooms } from './rooms';

/** The three stores and what works on them, open. The HTTP server and the command line are two ways in. */
export interface System {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly log: EventLog;
  readonly state: StateStore;
  /** Files by what they hold, to which events refer. */
  readonly files: FileStore;
  readonly tokens: Tokens;
  readonly metrics: Metrics;
  readonly operations: Operations;
  /** Starts once every handler is registered. */
  readonly commands: CommandRuntime;
  /** The views, for queries; only the projector writes them. */
  readonly views: SqlStore<unknown>;
  readonly projector: ProjectorHandle;
  /** The books in memory, for reports. */
  readonly cube: CubeHandle;
  /** The token of the very first start, to be shown once. */
  readonly bootstrapToken: string | undefined;
  close(): Promise<void>;
}

/** Opens everything or nothing: whatever refuses, what was opened before it is closed again. */
export async function openSystem(settings: Settings, rooms: Rooms, logger: Logger): Promise<System> {
  const closers = new Closers(logger);
  try {
    prepareDataDirectory(settings.dataDir);
    const lock = holdDataDirectory(settings.dataDir);
    closers.add('data directory', () => lock.release());
    const metrics = new Metrics();
    const log = new MeasuredLog(await openEventLog(settings.log), (seconds) => metrics.appended(seconds));
    closers.add('ledger', () => log.close());
    const state = await openState(settings, rooms);
    closers.add('state', () => state.close());
    const files = await openFileStore({ directory: join(settings.dataDir, FILES_PART) });
    const bootstrapToken = await ensureBootstrapToken(state, settings.dataDir, settings.bootstrapToken);
    const projector = await startProjector({
      log: settings.log,
      views: settings.views,
      projections: rooms.projections,
      onNews: ({ level, message, projection }) => logger[level]({ projection }, message),
    });
    closers.add('projector', () => projector.stop());
    const views = await openSql<unknown>(settings.views, 'views');
    closers.add('views', () => views.close());
    const cube = await openCube(settings.views);
    closers.add('cube', () => cube.close());
    const operations = new Operations(logger);
    closers.add('operations', () => operations.settled());
    const commands = new CommandRuntime({
      log,
      state,
      catalogue: rooms.catalogue,
      // What does not balance is never written; the projector looks once more.
      inspect: (event) => void rooms.postings.postingsOf(event),
      report: (error, what) => logger.error({ err: error }, what),
    });
    closers.add('commands', () => commands.stop());
    observe(metrics, commands, projector);
    const tokens = new Tokens(state);
    return {
      settings,
      logger,
      log,
      state,
      files,
      tokens,
      metrics,
      operations,
      commands,
      views,
      projector,
      cube,
      bootstrapToken,
      close: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

/** What was opened first is closed last, and what fails to close does not keep the rest open. */
class Closers {
  private readonly closers: { readonly what: string; readonly close: () => void | Promise<void> }[] = [];

  constructor(private readonly logger: Logger) {}

  add(what: string, close: () => void | Promise<void>): void {
    this.closers.push({ what, close });
  }

  async closeAll(): Promise<void> {
    for (const { what, close } of this.closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        this.logger.error({ err: error }, `${what} did not close`);
      }
    }
  }
}
