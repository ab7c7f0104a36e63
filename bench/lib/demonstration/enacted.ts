import 'reflect-metadata';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import type { RecordedEvent } from '@tramo/event-log';
import { readSettings } from '../../../apps/server/src/config/settings';
import { demonstrate } from '../../../apps/server/src/demonstration/demonstrate';
import { house } from '../../../apps/server/src/house';
import { createLogger } from '../../../apps/server/src/logging/logger';
import { serve } from '../../../apps/server/src/serve';
import { openSystem } from '../../../apps/server/src/system';
import { Copies } from './copies';

/** The demonstration as `npm start -- --demo` enacts it, ready to be copied. */
export async function enacted(directory: string): Promise<Copies> {
  const settings = readSettings({
    PORT: '0',
    TRAMO_DATA: join(directory, 'demonstration'),
    TRAMO_LOG_LEVEL: 'silent',
  });
  const system = await openSystem(settings, house, createLogger(settings.logLevel));
  const server = await serve(system, house);
  await demonstrate(server.app.get(CommandBus));
  const events: RecordedEvent[] = [];
  for await (const page of system.log.readAll()) events.push(...page);
  await server.stop();
  return new Copies(events);
}
