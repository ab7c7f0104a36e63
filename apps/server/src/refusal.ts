import { LogError, ProjectorFailed, RebuildFailed, ViewsRefused } from '@tramo/event-log';
import { StoreRefused } from '@tramo/stores';
import { ConfigurationRefused } from './config/settings';
import { withoutSecrets } from './logging/without-secrets';

/** Something a person asked for cannot be had, and the line says why. `exitCode` 2 means: asked wrongly. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What is told on the way out: one line for each thing that is wrong, never a stack unless it is asked for. */
export function reportFailure(error: unknown, withStack: boolean): number {
  for (const line of failureLines(error)) process.stderr.write(`tramo: ${withoutSecrets(line)}\n`);
  const { stack } = error as Error;
  if (withStack && stack) process.stderr.write(`${withoutSecrets(stack)}\n`);
  if (error instanceof ConfigurationRefused) return 2;
  return error instanceof Refusal ? error.exitCode : 1;
}

/** Errors whose message was written for the person who has to do something about it. */
const SPOKEN = [Refusal, StoreRefused, LogError, ViewsRefused, RebuildFailed, ProjectorFailed];

function failureLines(error: unknown): readonly string[] {
  if (error instanceof ConfigurationRefused) return error.lines;
  const message = oneLine(error instanceof Error ? error.message : String(error));
  if (SPOKEN.some((spoken) => error instanceof spoken)) return [message];
  return [`unexpected failure: ${message} (TRAMO_LOG_LEVEL=debug shows more)`];
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();
