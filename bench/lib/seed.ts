import { join } from 'node:path';
import { openEventLog, type LogConfig, type NewEvent } from '@tramo/event-log';
import { streamOf, transfer } from './payload';

const PER_APPEND = 100;

/** A ledger of so many events, written by the log itself; streams of a hundred events each. */
export async function seedLedger(directory: string, events: number): Promise<LogConfig> {
  const config: LogConfig = { engine: 'sqlite', file: join(directory, 'ledger.db') };
  const log = await openEventLog(config);
  const streams = Math.ceil(events / PER_APPEND);
  const write = async (stream: number): Promise<void> => {
    const from = stream * PER_APPEND;
    const batch = Array.from({ length: Math.min(PER_APPEND, events - from) }, (_, offset) =>
      transfer(from + offset),
    );
    await log.append(`${streamOf(stream)}-${stream}`, batch as [NewEvent, ...NewEvent[]], 'no-stream');
  };
  for (let first = 0; first < streams; first += 16) {
    await Promise.all(
      Array.from({ length: Math.min(16, streams - first) }, (_, lane) => write(first + lane)),
    );
  }
  await log.close();
  return config;
}
