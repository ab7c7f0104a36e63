import { getMetadataStorage, validateSync } from 'class-validator';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LogConfig } from '@tramo/event-log';
import type { SqlConfig } from '@tramo/stores';
import { didYouMean } from './did-you-mean';
import { Environment, SECRET_VARIABLES, type LogLevel } from './environment';

/** The environment, understood: what the composition is built from. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly log: LogConfig;
  readonly views: SqlConfig;
  readonly state: SqlConfig;
  /** The zone in which "today" is, when a command does not say on which date it counts. */
  readonly zone: string;
  readonly logLevel: LogLevel;
  readonly bodyLimitBytes: number;
  readonly afterWaitMs: number;
  readonly shutdownMs: number;
  readonly bootstrapToken: string | undefined;
  /** What the command line shows a running server. */
  readonly token: string | undefined;
}

/** Everything that is wrong with the environment, one line each, so that it can be mended in one go. */
export class ConfigurationRefused extends Error {
  override readonly name = 'ConfigurationRefused';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

const STATE_SCHEMA = 'tramo_state';
const VIEWS_SCHEMA = 'tramo_views';

/** Variables that begin like ours and belong to the tests. */
const NOT_OURS = /^TRAMO_(TEST_|BROWSER$)/;

export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const environment = new Environment();
  const given = Object.entries(variables).filter(([name, value]) => isOurs(name) && value !== '');
  const known = knownVariables();
  const unknown = given.filter(([name]) => !known.includes(name)).map(([name]) => unknownLine(name, known));
  Object.assign(environment, Object.fromEntries(given.filter(([name]) => known.includes(name))));
  const lines = [...unknown, ...takeTokenFromFile(environment), ...malformedLines(environment)];
  if (lines.length > 0) throw new ConfigurationRefused(lines);
  return understood(environment);
}

const isOurs = (name: string): boolean =>
  name === 'PORT' || name === 'HOST' || (name.startsWith('TRAMO_') && !NOT_OURS.test(name));

/** Optional properties are not set on a fresh instance, so the names come from the validator's own record. */
function knownVariables(): readonly string[] {
  const checks = getMetadataStorage().getTargetValidationMetadatas(Environment, '', true, false);
  return [...new Set(checks.map((check) => check.propertyName))];
}

function unknownLine(name: string, known: readonly string[]): string {
  const meant = didYouMean(name, known);
  return `${name} is not a variable that Tramo knows${meant ? `; did you mean ${meant}?` : ''}`;
}

function malformedLines(environment: Environment): string[] {
  return validateSync(environment).map(({ property, value, constraints }) => {
    const shown = SECRET_VARIABLES.has(property) ? '' : `="${String(value)}"`;
    return `${property}${shown} is refused: expected ${Object.values(constraints ?? {})[0]}`;
  });
}

/** The token in a file is how containers hand over secrets; it is read once, here, and checked like the other. */
function takeTokenFromFile(environment: Environment): string[] {
  const file = environment.TRAMO_BOOTSTRAP_TOKEN_FILE;
  if (file === undefined) return [];
  if (environment.TRAMO_BOOTSTRAP_TOKEN !== undefined) {
    return ['TRAMO_BOOTSTRAP_TOKEN and TRAMO_BOOTSTRAP_TOKEN_FILE are both given: leave one out'];
  }
  try {
    environment.TRAMO_BOOTSTRAP_TOKEN = readFileSync(file, 'utf8').trim();
    return [];
  } catch (error) {
    return [`TRAMO_BOOTSTRAP_TOKEN_FILE="${file}" cannot be read: ${(error as NodeJS.ErrnoException).code}`];
  }
}

function understood(environment: Environment): Settings {
  const dataDir = resolve(environment.TRAMO_DATA);
  const { TRAMO_EVENTSTORE: eventstore, TRAMO_VIEWS: views } = environment;
  const state = environment.TRAMO_STATE ?? views;
  return {
    port: Number(environment.PORT),
    host: environment.HOST,
    dataDir,
    log: eventstore
      ? { engine: 'eventstoredb', connectionString: eventstore }
      : { engine: 'sqlite', file: join(dataDir, 'ledger.db') },
    views: sqlConfig(views, VIEWS_SCHEMA, join(dataDir, 'views.db')),
    state: sqlConfig(state, STATE_SCHEMA, join(dataDir, 'state.db')),
    zone: environment.TRAMO_ZONE,
    logLevel: environment.TRAMO_LOG_LEVEL,
    bodyLimitBytes: Number(environment.TRAMO_BODY_LIMIT_KB) * 1024,
    afterWaitMs: Number(environment.TRAMO_AFTER_WAIT_MS),
    shutdownMs: Number(environment.TRAMO_SHUTDOWN_SECONDS) * 1000,
    bootstrapToken: environment.TRAMO_BOOTSTRAP_TOKEN,
    token: environment.TRAMO_TOKEN,
  };
}

const sqlConfig = (connectionString: string | undefined, schema: string, file: string): SqlConfig =>
  connectionString ? { engine: 'postgres', connectionString, schema } : { engine: 'sqlite', file };
