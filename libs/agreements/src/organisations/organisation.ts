import { defineDecider } from '@tramo/event-log';
import { Money, sha256Hex, unreachable, type LocalDate } from '@tramo/kernel';
import { organisationEvents, type OrganisationEvent } from './organisation.events';

/** What an organisation has not put in order yet under one agreement. */
export interface OpenUnder {
  readonly owed: Money | null;
  /**
   * By expense and day, how often that was asked and not answered. Counted, since what two commands bring about may
   * arrive in either order: an answer before its question leaves nothing open either.
   */
  readonly asked: ReadonlyMap<string, Asked>;
}

interface Asked {
  readonly dueOn: LocalDate;
  readonly times: number;
}

/** By agreement. */
export type OrganisationState = ReadonlyMap<string, OpenUnder>;

const nothing: OpenUnder = { owed: null, asked: new Map() };

/** However its code is spelt in small letters or capitals: it is nobody else for that. */
export const organisationStream = (programme: string, code: string): string =>
  `organisation-${sha256Hex(JSON.stringify([programme, spelt(code)]))}`;

const spelt = (code: string): string => code.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

/** One organisation over all its agreements of a programme, as far as every one of them has to know it. */
export const organisation = defineDecider({
  events: organisationEvents,
  initial: new Map() as OrganisationState,
  evolve: (state: OrganisationState, event: OrganisationEvent): OrganisationState => {
    const { agreement } = event.data;
    return new Map([...state, [agreement, changed(state.get(agreement) ?? nothing, event)]]);
  },
});

function changed(open: OpenUnder, { type, data }: OrganisationEvent): OpenUnder {
  switch (type) {
    case 'OrganisationDebtChanged': {
      const change = Money.parse(data.change);
      return { ...open, owed: open.owed?.plus(change) ?? change };
    }
    case 'OrganisationAsked':
      return { ...open, asked: counted(open.asked, data, 1) };
    case 'OrganisationAnswered':
      return { ...open, asked: counted(open.asked, data, -1) };
    default:
      return unreachable(type, 'event of an organisation');
  }
}

function counted(
  asked: OpenUnder['asked'],
  { expense, dueOn }: { readonly expense: string; readonly dueOn: LocalDate },
  by: 1 | -1,
): OpenUnder['asked'] {
  const key = JSON.stringify([expense, dueOn]);
  const after = new Map(asked);
  const times = (asked.get(key)?.times ?? 0) + by;
  if (times === 0) after.delete(key);
  else after.set(key, { dueOn, times });
  return after;
}
