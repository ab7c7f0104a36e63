import type { CommandBus } from '@nestjs/cqrs';
import { CommandRefused, type EventLog } from '@tramo/event-log';
import { invariant } from '@tramo/kernel';
import { pace } from '../operations/long-work';
import type { Report } from '../operations/operations';
import { contextOf } from './act';
import { demonstration } from './demonstration';
import { PROGRAMME } from './programme';

export interface Demonstrated {
  readonly programme: string;
  readonly acts: number;
}

/**
 * Enacts the demonstration, one act after the other, by the commands that everybody uses. Asked again after a crash it
 * goes on where it was: every act has a key of its own.
 */
export async function demonstrate(
  commands: CommandBus,
  report: Report = () => undefined,
): Promise<Demonstrated> {
  const acts = demonstration();
  const paced = pace('acts', report);
  for (const [index, act] of acts.entries()) {
    const command = act.command(contextOf(act, index));
    try {
      await commands.execute(command);
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      const { code, message } = error.rejection;
      throw new Error(`act ${index}, ${command.constructor.name} on ${act.on}: ${code}, ${message}`, {
        cause: error,
      });
    }
    paced(index + 1, acts.length);
  }
  return { programme: PROGRAMME, acts: acts.length };
}

/** Only into a ledger that holds nothing else: a demonstration does not stand beside people's money. */
export async function mayDemonstrate(log: EventLog): Promise<boolean> {
  for await (const page of log.readAll()) {
    const [first] = page;
    invariant(first, 'a page of the log holds an event');
    return first.metadata.idempotencyKey.startsWith('demonstration/');
  }
  return true;
}
