import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/environment';
import { currentCorrelationId } from '../http/request-context';
import { withoutSecrets } from './without-secrets';

/** JSON lines for machines; on a terminal the same in a form that can be read. */
export function createLogger(level: LogLevel, output: NodeJS.WriteStream = process.stdout): Logger {
  const destination: DestinationStream | undefined = output.isTTY ? readable(output) : output;
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: correlation,
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}

function correlation(): object {
  const correlationId = currentCorrelationId();
  return correlationId ? { correlationId } : {};
}

function readable(output: NodeJS.WriteStream): DestinationStream {
  return {
    write: (line) => {
      const {
        level,
        time,
        msg,
        correlationId: _,
        err,
        ...rest
      } = JSON.parse(line) as Record<string, unknown>;
      const details = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
      const failure = (err as { stack?: string } | undefined)?.stack;
      output.write(
        `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${[msg, ...details].join('  ')}\n${failure ? `${failure}\n` : ''}`,
      );
    },
  };
}

/** What Nest has to say. Its reports of wiring are for whoever debugs it, so they are one level lower. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the class it speaks for last, and for errors a stack before it. */
  private write(
    level: 'fatal' | 'error' | 'warn' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const from = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    const details = { ...(from === undefined ? {} : { from }), ...(stack === undefined ? {} : { stack }) };
    if (message instanceof Error) this.logger[level]({ ...details, err: message }, message.message);
    else this.logger[level](details, String(message));
  }
}
