import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo, Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Settings } from './config/settings';
import { announceServer, withdrawAnnouncement } from './data-directory';
import { createHttpApplication } from './http/http-application';
import { Traffic } from './http/traffic';
import { ApiDocument } from './openapi/openapi.controller';
import { describeApi } from './openapi/openapi';
import { Refusal } from './refusal';
import type { Rooms } from './rooms';
import { serverModule } from './server.module';
import type { System } from './system';

export interface RunningHttp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** Finishes what is under way, within the time allowed; closes HTTP and then the stores. */
  stop(): Promise<void>;
}

/** HTTP in front of an open system. When it cannot listen, the system is closed again. */
export async function serve(system: System, rooms: Rooms): Promise<RunningHttp> {
  const traffic = new Traffic();
  try {
    const app = await createApplication(system, rooms, traffic);
    await app.init();
    // Building the application registered the handlers; what a crash left open is settled with them.
    await system.commands.start();
    const url = await listen(app, system.settings);
    announceServer(system.settings.dataDir, { url, pid: process.pid });
    resume(app, system, rooms);
    return { app, url, stop: () => stop(app, system, traffic) };
  } catch (error) {
    await system.close();
    throw error;
  }
}

/** Nobody waits for it, and what cannot go on now goes on with the next start. */
function resume(app: NestFastifyApplication, { logger }: System, { resuming = [] }: Rooms): void {
  for (const one of resuming) {
    app
      .get(one)
      .resume()
      .catch((error: unknown) =>
        logger.warn({ err: error }, `${one.name} did not go on with what was begun`),
      );
  }
}

/** Everything that HTTP needs, not yet listening. */
export async function createApplication(
  system: System,
  rooms: Rooms,
  traffic: Traffic,
): Promise<NestFastifyApplication> {
  const { settings, logger, metrics, tokens } = system;
  metrics.gauge('tramo_http_in_flight', 'Requests being answered.', () => traffic.inFlight);
  const app = await createHttpApplication(serverModule(system, rooms, traffic), {
    logger,
    traffic,
    metrics,
    zone: settings.zone,
    bodyLimitBytes: settings.bodyLimitBytes,
    authenticate: (token) => tokens.authenticate(token),
  });
  app.get(ApiDocument).describes(() => describeApi(app));
  return app;
}

async function listen(app: NestFastifyApplication, { port, host }: Settings): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw new Refusal(listenRefusal(error as NodeJS.ErrnoException, port, host), 1, { cause: error });
  }
  const { port: given } = app.getHttpServer().address() as AddressInfo;
  return `http://${reachable(host)}:${given}`;
}

/** Where a program on this machine finds a server that listens everywhere. */
const reachable = (host: string): string =>
  host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;

function listenRefusal({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  switch (code ?? 'unknown') {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is taken by another program: stop that one, or choose another with PORT`;
    case 'EACCES':
      return `port ${port} may not be opened by this user: choose one above 1023 with PORT`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST="${host}" is not an address of this machine`;
    default:
      return `cannot listen on ${host}:${port}: ${message}`;
  }
}

async function stop(app: NestFastifyApplication, system: System, traffic: Traffic): Promise<void> {
  const { settings, logger } = system;
  const left = await traffic.drain(settings.shutdownMs);
  if (left > 0) logger.warn({ left }, 'stopping although requests are still under way');
  withdrawAnnouncement(settings.dataDir);
  await letGo(app.getHttpServer());
  // What is still connected has had its time; waiting on would be for ever.
  app.getHttpServer().closeAllConnections();
  await app.close();
  await system.close();
}

const LINGER_MS = 500;
const LOOK_EVERY_MS = 20;

/** A moment in which whoever still sends is told to go, so that few connections break in the middle of a word. */
async function letGo(server: Server): Promise<void> {
  for (let waitedMs = 0; waitedMs < LINGER_MS && (await connections(server)) > 0; waitedMs += LOOK_EVERY_MS) {
    await wait(LOOK_EVERY_MS);
  }
}

const connections = (server: Server): Promise<number> =>
  new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
