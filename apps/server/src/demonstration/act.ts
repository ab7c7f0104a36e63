import type { CommandContext, LedgerCommand } from '@tramo/event-log';
import { addDays, type LocalDate } from '@tramo/kernel';
import { PEOPLE, type Somebody } from './people';

/** Something somebody does on a day of 2022. */
export interface Act {
  readonly by: Somebody;
  readonly on: LocalDate;
  command(context: CommandContext): LedgerCommand;
}

type CommandClass<Body> = new (body: Body, context: CommandContext) => LedgerCommand;

export const act = <Body>(
  by: Somebody,
  on: LocalDate,
  Command: CommandClass<Body>,
  body: NoInfer<Body>,
): Act => ({ by, on, command: (context) => new Command(body, context) });

export const day = (text: string): LocalDate => text as LocalDate;
export const after = (date: LocalDate, days: number): LocalDate => addDays(date, days);

/** As it would have been asked on that day; the same number, the same request. */
export const contextOf = ({ by, on }: Act, number: number): CommandContext => ({
  actor: PEOPLE[by].person,
  roles: PEOPLE[by].roles,
  idempotencyKey: `demonstration/${number}`,
  correlationId: `demonstration/${number}`,
  effectiveOn: on,
  today: on,
  mode: 'live',
});
