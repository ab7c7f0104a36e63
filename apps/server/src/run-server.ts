import 'reflect-metadata';
import { CommandBus } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { bootstrapTokenFile } from './auth/bootstrap-token';
import { ProgressLine } from './command-line/terminal';
import { readSettings, type Settings } from './config/settings';
import { demonstrate, mayDemonstrate } from './demonstration/demonstrate';
import { house } from './house';
import { createLogger } from './logging/logger';
import { Refusal, reportFailure } from './refusal';
import { serve, type RunningHttp } from './serve';
import { openSystem, type System } from './system';
import { VERSION } from './version';

/** The whole life of a server process: from the environment to the exit code. */
export async function runServer(
  overrides: Readonly<Record<string, string>> = {},
  { demo = false }: { readonly demo?: boolean } = {},
): Promise<void> {
  let debugging = false;
  try {
    const settings = readSettings({ ...process.env, ...overrides });
    debugging = settings.logLevel === 'debug' || settings.logLevel === 'trace';
    const logger = createLogger(settings.logLevel);
    dieOfWhatNobodyCaught(logger);
    const system = await openSystem(settings, house, logger);
    if (demo) await refuseBesideOthers(system);
    const server = await serve(system, house);
    stopOnSignal(server, logger);
    sayHello(server, system, settings);
    if (demo) await fillWithDemonstration(server, system);
  } catch (error) {
    process.exitCode = reportFailure(error, debugging);
  }
}

/** A demonstration goes into an empty ledger, or on where an earlier start was cut off. */
async function refuseBesideOthers(system: System): Promise<void> {
  if (await mayDemonstrate(system.log)) return;
  const { dataDir } = system.settings;
  await system.close();
  throw new Refusal(
    `${dataDir} holds a ledger that is no demonstration, which does not stand beside people's own money: ` +
      'name an empty directory with TRAMO_DATA',
  );
}

async function fillWithDemonstration({ app }: RunningHttp, { logger }: System): Promise<void> {
  const line = new ProgressLine('the demonstration');
  const { programme, acts } = await demonstrate(app.get(CommandBus), line.report);
  line.end();
  logger.info({ programme, acts }, 'the demonstration is there');
  if (process.stdout.isTTY) process.stdout.write(`The demonstration is there: programme ${programme}\n`);
}

/** The first signal ends in order, the second at once. The end of standard input is not a signal. */
function stopOnSignal(server: RunningHttp, logger: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130);
    stopping = true;
    logger.info({ signal }, 'stopping');
    server.stop().then(
      () => logger.info('stopped'),
      (error: unknown) => {
        process.exitCode = reportFailure(error, false);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

/** After a failure that nobody foresaw nothing in memory is to be trusted; what is on disk is. */
function dieOfWhatNobodyCaught(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'nobody caught this: the process ends');
    process.exit(1);
  });
}

function sayHello({ url }: RunningHttp, system: System, settings: Settings): void {
  const { ledgerId } = system.log;
  const { engine } = settings.log;
  const { dataDir } = settings;
  const tokenFile = bootstrapTokenFile(dataDir);
  if (!process.stdout.isTTY) {
    system.logger.info({ url, engine, ledgerId, dataDir, version: VERSION }, 'listening');
    // Never the token itself: these lines are kept and shipped.
    if (system.bootstrapToken)
      system.logger.info({ tokenFile }, 'first start: the first token is in this file');
    return;
  }
  process.stdout.write(
    `Tramo ${VERSION} at ${url}  ·  ${engine} ledger ${ledgerId}  ·  data in ${dataDir}\n`,
  );
  if (!system.bootstrapToken) return;
  process.stdout.write(
    `\nFirst start. This token opens everything; it is shown this once and kept in ${tokenFile}\n\n` +
      `  ${system.bootstrapToken}\n\n` +
      `  curl -H "Authorization: Bearer $(cat ${tokenFile})" ${url}/api/v1/ledger\n\n`,
  );
}
