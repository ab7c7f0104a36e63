import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandRuntime, onTheBus } from '@tramo/event-log';
import { RolesGuard } from './auth/roles.guard';
import { Tokens } from './auth/tokens';
import { TokensController } from './auth/tokens.controller';
import { HealthController } from './health/health.controller';
import { Readiness } from './health/readiness';
import type { Traffic } from './http/traffic';
import { CUBE, FILES, LOG, PROJECTOR, ROOMS, SETTINGS, STATE, VIEWS } from './injection';
import { LedgerController } from './ledger/ledger.controller';
import { Metrics } from './metrics/metrics';
import { MetricsController } from './metrics/metrics.controller';
import { ApiDocument, OpenApiController } from './openapi/openapi.controller';
import { LongWork } from './operations/long-work';
import { Operations } from './operations/operations';
import { OperationsController } from './operations/operations.controller';
import type { Rooms } from './rooms';
import { StatusPageController } from './status-page/status-page.controller';
import type { System } from './system';
import { VERSION } from './version';

@Module({})
class ServerModule {}

/** The routes of the house, and the rooms behind them, around a system that is open. */
export function serverModule(system: System, rooms: Rooms, traffic: Traffic): DynamicModule {
  const shared = providers(system, rooms, traffic);
  return {
    module: ServerModule,
    global: true,
    imports: [CqrsModule.forRoot(), ...rooms.modules],
    controllers: [
      HealthController,
      LedgerController,
      MetricsController,
      OpenApiController,
      OperationsController,
      StatusPageController,
      TokensController,
    ],
    providers: [
      ...shared,
      ...rooms.commandHandlers.map(onTheBus),
      { provide: APP_GUARD, useClass: RolesGuard },
    ],
    exports: shared,
  };
}

function providers(system: System, rooms: Rooms, traffic: Traffic): Provider[] {
  const { settings, log, state, projector } = system;
  const readiness = new Readiness(log, state, projector, () => traffic.draining, {
    engine: settings.log.engine,
    version: VERSION,
  });
  return [
    { provide: SETTINGS, useValue: settings },
    { provide: LOG, useValue: log },
    { provide: STATE, useValue: state },
    { provide: FILES, useValue: system.files },
    { provide: ROOMS, useValue: rooms },
    { provide: VIEWS, useValue: system.views },
    { provide: PROJECTOR, useValue: projector },
    { provide: CUBE, useValue: system.cube },
    { provide: CommandRuntime, useValue: system.commands },
    { provide: Metrics, useValue: system.metrics },
    { provide: Tokens, useValue: system.tokens },
    { provide: Operations, useValue: system.operations },
    { provide: LongWork, useValue: new LongWork(system) },
    { provide: Readiness, useValue: readiness },
    { provide: ApiDocument, useValue: new ApiDocument() },
  ];
}
