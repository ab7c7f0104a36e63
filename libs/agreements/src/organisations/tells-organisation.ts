import { consequence, type Consequence } from '@tramo/event-log';
import { accept, Money, unreachable, type LocalDate } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementEvent } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import type { Expense } from '../expenses/expense.state';
import { organisation, organisationStream } from './organisation';
import type { OrganisationEvent } from './organisation.events';

type OfExpense = {
  readonly programme: string;
  readonly organisation: string;
  readonly agreement: string;
  readonly expense: string;
  readonly by: string;
};

type Told = OfExpense &
  (
    | { readonly what: 'debt'; readonly change: { readonly amount: string; readonly currency: string } }
    | { readonly what: 'asked'; readonly dueOn: LocalDate }
    | { readonly what: 'answered'; readonly dueOn: LocalDate }
  );

type Body = { readonly by: string };

/** Its other agreements are to know what is open under this one, whatever act has opened or settled it. */
export const tellsOrganisation = <Asked extends Body>(): Consequence<Asked, AgreementState> =>
  consequence({
    decider: organisation,
    plan: (body: Asked, before: AgreementState, written: readonly AgreementEvent[]) =>
      changesOf(before, written, body.by).map((ask) => ({
        stream: organisationStream(ask.programme, ask.organisation),
        ask,
      })),
    follow: (_state, ask: Told) => accept([eventOf(ask)]),
  });

/** Expense by expense, what is open after the events and was not before, or the other way round. */
function changesOf(before: AgreementState, written: readonly AgreementEvent[], by: string): readonly Told[] {
  const { contract } = before;
  if (!contract?.organisation) return [];
  const { programme, agreement: id, organisation: of } = contract;
  const after = written.reduce((state, event) => agreement.evolve(state, event), before);
  return [...after.expenses.expenses.values()].flatMap((now) => {
    const then = before.expenses.expenses.get(now.expense);
    const ofExpense = { programme, organisation: of.code, agreement: id, expense: now.expense, by };
    return then === now ? [] : toldOf(ofExpense, then, now);
  });
}

function toldOf(of: OfExpense, then: Expense | undefined, now: Expense): readonly Told[] {
  const change = then ? now.owed.minus(then.owed) : now.owed;
  const [wasDue, isDue] = [dueOf(then), dueOf(now)];
  const stays = wasDue === isDue;
  return [
    ...(stays || wasDue === null ? [] : [{ ...of, what: 'answered' as const, dueOn: wasDue }]),
    ...(stays || isDue === null ? [] : [{ ...of, what: 'asked' as const, dueOn: isDue }]),
    ...(change.isZero() ? [] : [{ ...of, what: 'debt' as const, change: { ...change.toJSON() } }]),
  ];
}

const dueOf = (expense: Expense | undefined): LocalDate | null =>
  expense?.state === 'observed' ? expense.dueOn : null;

function eventOf(told: Told): OrganisationEvent {
  const { programme, organisation: code, agreement: id, expense, by } = told;
  const of = { programme, organisation: code, agreement: id, expense, by };
  switch (told.what) {
    case 'debt':
      return { type: 'OrganisationDebtChanged', data: { ...of, change: Money.parse(told.change).toJSON() } };
    case 'asked':
      return { type: 'OrganisationAsked', data: { ...of, dueOn: told.dueOn } };
    case 'answered':
      return { type: 'OrganisationAnswered', data: { ...of, dueOn: told.dueOn } };
    default:
      return unreachable(told, 'what an organisation is told');
  }
}
