import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Role } from '../../apps/server/src/auth/actor';
import { readSettings } from '../../apps/server/src/config/settings';
import { createLogger } from '../../apps/server/src/logging/logger';
import { PostingRules } from '@tramo/journal';
import type { Rooms } from '../../apps/server/src/rooms';
import { serve, type RunningHttp } from '../../apps/server/src/serve';
import { openSystem, type System } from '../../apps/server/src/system';
import { catalogue } from './till/projections';
import { tillHandlers } from './till/till';
import { TillModule } from './till/till.http';

// A server starts threads that are compiled as they are loaded; on a busy machine that takes its time.
jest.setTimeout(60_000);

export const tillRooms: Rooms = {
  modules: [TillModule],
  commandHandlers: tillHandlers,
  catalogue,
  postings: PostingRules.of(),
  migrations: [],
  projections: join(__dirname, 'till', `projections${extname(__filename)}`),
};

export interface TestServer extends RunningHttp {
  readonly system: System;
  readonly dataDir: string;
  /** The first token: an administrator's. */
  readonly token: string;
  /** A token of this person with these roles. */
  tokenOf(person: string, ...roles: Role[]): Promise<string>;
  call(path: string, options?: CallOptions): Promise<Answer>;
}

export interface CallOptions {
  readonly method?: string;
  /** The first token when absent; none at all when null. */
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The server in this process, on a free port and a directory of its own, which end with it. */
export async function startServer(
  variables: Readonly<Record<string, string>> = {},
  dataDir?: string,
  rooms: Rooms = tillRooms,
): Promise<TestServer> {
  const directory = dataDir ?? (await mkdtemp(join(tmpdir(), 'tramo-')));
  const settings = readSettings({
    PORT: '0',
    TRAMO_DATA: directory,
    TRAMO_LOG_LEVEL: 'silent',
    ...variables,
  });
  const system = await openSystem(settings, rooms, createLogger(settings.logLevel));
  const http = await serve(system, rooms);
  const token = (await readFile(join(directory, 'bootstrap-token'), 'utf8')).trim();
  return {
    ...http,
    system,
    dataDir: directory,
    token,
    tokenOf: async (person, ...roles) =>
      (await system.tokens.issue({ person, roles, label: 'for a test' })).token,
    call: (path, options) => call(`${http.url}${path}`, { token, ...options }),
    stop: async () => {
      await http.stop();
      if (dataDir === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

export async function call(url: string, options: CallOptions): Promise<Answer> {
  const { method = options.body === undefined ? 'GET' : 'POST', token, body, headers } = options;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: (json ? JSON.parse(text) : { text }) as Answer['body'],
  };
}

export const key = (value: string = randomUUID()): Record<string, string> => ({ 'idempotency-key': value });
