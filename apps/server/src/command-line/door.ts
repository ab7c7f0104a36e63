import { openEventLogReader, rebuildViews, type EventLogReader } from '@tramo/event-log';
import { existsSync, readFileSync } from 'node:fs';
import { bootstrapTokenFile } from '../auth/bootstrap-token';
import { Tokens } from '../auth/tokens';
import type { Settings } from '../config/settings';
import { holdDataDirectory, prepareDataDirectory, runningServer } from '../data-directory';
import { rebuildProgress } from '../operations/long-work';
import type { Report } from '../operations/operations';
import { Refusal } from '../refusal';
import type { HouseStores } from '../house-stores';
import { openState } from '../open-state';
import { RemoteServer } from './remote-server';

/**
 * The way into a data directory: over HTTP when a server holds it, otherwise straight to the files. The lock
 * decides which, so that the two never work on the same files at once.
 */
export class Door {
  constructor(
    readonly settings: Settings,
    private readonly stores: HouseStores,
  ) {}

  /** Whoever only reads may do so beside another command; whoever changes something waits for its turn. */
  server(intent: 'read' | 'change'): RemoteServer | undefined {
    const running = runningServer(this.settings.dataDir);
    if (running === undefined) return undefined;
    if (running === 'unreachable') {
      if (intent === 'read') return undefined;
      throw new Refusal(
        `another tramo command is working on ${this.settings.dataDir}: try again when it has ended`,
      );
    }
    return new RemoteServer(running.url, this.token());
  }

  /** A directory without a ledger is a slip of the keyboard: nothing is made there but by the server. */
  requireLedger(): void {
    const { log } = this.settings;
    if (log.engine !== 'sqlite' || existsSync(log.file)) return;
    throw new Refusal(`there is no ledger at ${log.file}; start the server once to make it`);
  }

  /** Without starting what a server runs: the views may be such that it would refuse to start. */
  async rebuild(names: readonly string[] | undefined, report: Report): Promise<Record<string, unknown>> {
    const { dataDir, log, views } = this.settings;
    this.requireLedger();
    prepareDataDirectory(dataDir);
    const lock = holdDataDirectory(dataDir);
    try {
      const options = { log, views, projections: this.stores.projections };
      const outcome = await rebuildViews(options, {
        ...(names && { names }),
        onProgress: (progress) => report(rebuildProgress(progress)),
      });
      return { ...outcome };
    } finally {
      lock.release();
    }
  }

  async withLog<Result>(work: (log: EventLogReader) => Promise<Result>): Promise<Result> {
    const log = await openEventLogReader(this.settings.log);
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  }

  async withTokens<Result>(work: (tokens: Tokens) => Promise<Result>): Promise<Result> {
    this.requireLedger();
    prepareDataDirectory(this.settings.dataDir);
    const lock = holdDataDirectory(this.settings.dataDir);
    try {
      const state = await openState(this.settings, this.stores);
      try {
        return await work(new Tokens(state));
      } finally {
        await state.close();
      }
    } finally {
      lock.release();
    }
  }

  private token(): string {
    const file = bootstrapTokenFile(this.settings.dataDir);
    const token = this.settings.token ?? this.settings.bootstrapToken ?? readIfThere(file);
    if (token) return token;
    throw new Refusal(`a server is running and wants a token: set TRAMO_TOKEN, there is none in ${file}`);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
