import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { commandMigrations, CommandRuntime, openEventLog } from '@tramo/event-log';
import { openStateStore } from '@tramo/stores';
import { inFlight } from '../lib/payload';
import { rawInserts } from '../lib/raw-sqlite';
import { catalogue, SendBenchTransferHandler, transferCommand } from '../lib/room';
import { perSecond, type BenchRun, type Scenario, SIZES } from '../scenario';

const IN_FLIGHT = 64;

@Module({})
class BenchModule {}

/** The whole way of a command without HTTP: bus, stream, decision, append, fsync, answer. */
async function candidate({ events, directory }: BenchRun): Promise<number> {
  const log = await openEventLog({ engine: 'sqlite', file: join(directory, 'ledger.db') });
  const state = await openStateStore(
    { engine: 'sqlite', file: join(directory, 'state.db') },
    commandMigrations,
  );
  const runtime = new CommandRuntime({ log, state, catalogue });
  const providers = [{ provide: CommandRuntime, useValue: runtime }, SendBenchTransferHandler];
  const module = { module: BenchModule, imports: [CqrsModule.forRoot()], providers };
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  await runtime.start();
  const bus = app.get(CommandBus);
  const started = process.hrtime.bigint();
  await inFlight(events, IN_FLIGHT, (index) => bus.execute(transferCommand(index)));
  const rate = perSecond(events, started);
  await runtime.stop();
  await app.close();
  await state.close();
  await log.close();
  return rate;
}

export const commandScenarios: readonly Scenario[] = [
  {
    name: 'commands',
    unit: 'commands/s',
    reference: `raw better-sqlite3, ${IN_FLIGHT} a commit`,
    sizes: SIZES,
    candidate,
    baseline: rawInserts(IN_FLIGHT),
  },
];
