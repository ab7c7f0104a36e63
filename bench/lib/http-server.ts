import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../apps/server/src/config/settings';
import { createLogger } from '../../apps/server/src/logging/logger';
import { PostingRules } from '@tramo/journal';
import type { Rooms } from '../../apps/server/src/rooms';
import { serve } from '../../apps/server/src/serve';
import { openSystem } from '../../apps/server/src/system';
import { catalogue, SendBenchTransferHandler } from './room';
import { BenchHttpModule } from './room.http';

export interface ServerReady {
  readonly url: string;
  readonly token: string;
}

export interface ServerEnded {
  readonly memoryMb: number;
}

const rooms: Rooms = {
  modules: [BenchHttpModule],
  commandHandlers: [SendBenchTransferHandler],
  catalogue,
  migrations: [],
  postings: PostingRules.of(),
  projections: join(__dirname, 'room.ts'),
};

/** The product's own server with the bench's room in it, in a process of its own. */
async function main(dataDir: string): Promise<void> {
  const settings = readSettings({ PORT: '0', TRAMO_DATA: dataDir, TRAMO_LOG_LEVEL: 'silent' });
  const server = await serve(await openSystem(settings, rooms, createLogger(settings.logLevel)), rooms);
  const token = readFileSync(join(dataDir, 'bootstrap-token'), 'utf8').trim();
  process.send?.({ url: server.url, token } satisfies ServerReady);
  process.once('message', () => {
    process.send?.({ memoryMb: Math.round(process.resourceUsage().maxRSS / 1024) } satisfies ServerEnded);
    void server.stop().then(() => process.disconnect());
  });
}

void main(process.argv[2]!);
