import { Command } from 'commander';
import { readSettings } from '../config/settings';
import { houseStores } from '../house-stores';
import type * as RunServer from '../run-server';
import { VERSION } from '../version';
import { Door } from './door';
import { addEventsCommand } from './events-command';
import { addImportCommand } from './import-command';
import { wholeNumber } from './options';
import { addTokenCommands } from './token-commands';
import { addWorkCommands } from './work-commands';

const HELP = `
Settings come from the environment: TRAMO_DATA (./data), PORT (3000), HOST, TRAMO_EVENTSTORE, TRAMO_VIEWS, TRAMO_STATE.
While a server holds the data directory, commands speak to it over HTTP, with the token in TRAMO_TOKEN or in the
directory's bootstrap-token; otherwise they work on the files.

Exit codes: 0 done, 1 failed or refused, 2 asked wrongly.`;

interface Everywhere {
  readonly data?: string;
}

export function createProgram(): Command {
  const program = new Command('tramo')
    .description('An event-sourced disbursement and fiduciary ledger for public programmes.')
    .version(VERSION)
    .option('--data <directory>', 'the data directory, instead of TRAMO_DATA')
    .addHelpText('after', HELP)
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(`tramo: ${oneLine(text)}\n`) });
  const environment = (): Record<string, string> => {
    const { data } = program.opts<Everywhere>();
    return data === undefined ? {} : { TRAMO_DATA: data };
  };
  const door = (): Door => new Door(readSettings({ ...process.env, ...environment() }), houseStores);
  addServeCommand(program, environment);
  addWorkCommands(program, door);
  addImportCommand(program, door);
  addEventsCommand(program, door);
  addTokenCommands(program, door);
  return program;
}

/** Commander says what was meant on a line of its own. */
const oneLine = (text: string): string =>
  text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');

function addServeCommand(program: Command, environment: () => Record<string, string>): void {
  program
    .command('serve')
    .description('run the HTTP server until it is stopped')
    .option('--port <port>', 'instead of PORT; 0 takes a free one', wholeNumber(0, 65_535))
    .option('--host <address>', 'instead of HOST')
    .option('--demo', 'fill an empty ledger with the demonstration, PAR II in 2022, and serve that')
    .action(({ port, host, demo = false }: { port?: number; host?: string; demo?: boolean }) => {
      // All that a server is made of; whoever only asks something should not wait for it.
      const { runServer } = require('../run-server') as typeof RunServer;
      return runServer(
        {
          ...environment(),
          ...(port !== undefined && { PORT: String(port) }),
          ...(host !== undefined && { HOST: host }),
        },
        { demo },
      );
    });
}
