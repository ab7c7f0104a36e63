import { IsIn, IsOptional, Matches, ValidateBy } from 'class-validator';

const WholeNumber = (least: number, most: number): PropertyDecorator =>
  ValidateBy({
    name: 'wholeNumber',
    validator: {
      validate: (value) =>
        typeof value === 'string' && /^\d{1,9}$/.test(value) && +value >= least && +value <= most,
      defaultMessage: () => `a whole number from ${least} to ${most}`,
    },
  });

const TimeZone = (): PropertyDecorator =>
  ValidateBy({
    name: 'timeZone',
    validator: { validate: isTimeZone, defaultMessage: () => 'a time zone such as America/La_Paz' },
  });

function isTimeZone(value: unknown): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) });
    return true;
  } catch {
    return false;
  }
}

const POSTGRES = { message: 'an address such as postgres://user:password@host:5432/database' };

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Every variable the server and the command line read, as text, with what each accepts. A variable that
 * begins with TRAMO_ and is not here is refused: a misspelt setting must not be silently ignored.
 */
export class Environment {
  @WholeNumber(0, 65_535)
  PORT = '3000';

  @Matches(/^[\w.:-]+$/, { message: 'a host name or address such as 127.0.0.1 or 0.0.0.0' })
  HOST = '127.0.0.1';

  @Matches(/^[^\0]+$/, { message: 'the path of a directory' })
  TRAMO_DATA = './data';

  @IsOptional()
  @Matches(/^(esdb|kurrentdb)(\+discover)?:\/\/[^\s/?]\S*$/, {
    message: 'an address such as esdb://host:2113',
  })
  TRAMO_EVENTSTORE?: string;

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[^\s/]\S*$/, POSTGRES)
  TRAMO_VIEWS?: string;

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[^\s/]\S*$/, POSTGRES)
  TRAMO_STATE?: string;

  @TimeZone()
  TRAMO_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

  @IsIn(LOG_LEVELS, { message: `one of ${LOG_LEVELS.join(', ')}` })
  TRAMO_LOG_LEVEL: LogLevel = 'info';

  @WholeNumber(1, 65_536)
  TRAMO_BODY_LIMIT_KB = '1024';

  @WholeNumber(0, 60_000)
  TRAMO_AFTER_WAIT_MS = '2000';

  @WholeNumber(1, 600)
  TRAMO_SHUTDOWN_SECONDS = '20';

  @IsOptional()
  @Matches(/^[\x21-\x7e]{24,200}$/, { message: '24 to 200 visible ASCII characters' })
  TRAMO_BOOTSTRAP_TOKEN?: string;

  @IsOptional()
  @Matches(/^[^\0]+$/, { message: 'the path of a file that holds the token' })
  TRAMO_BOOTSTRAP_TOKEN_FILE?: string;

  @IsOptional()
  @Matches(/^[\x21-\x7e]+$/, { message: 'the bearer token with which the command line speaks to a server' })
  TRAMO_TOKEN?: string;
}

/** Variables whose value must never be printed, not even to say that it is malformed. */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set([
  'TRAMO_EVENTSTORE',
  'TRAMO_VIEWS',
  'TRAMO_STATE',
  'TRAMO_BOOTSTRAP_TOKEN',
  'TRAMO_TOKEN',
]);
