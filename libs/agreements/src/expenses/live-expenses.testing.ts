import { Rejection, fold, type Decision } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementEvent } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import { bob, day, deposited, today, verified } from '../agreement.testing';
import { AcceptExpenseHandler } from './commands/accept-expense';
import { ObserveExpenseHandler } from './commands/observe-expense';
import { RemedyExpenseHandler } from './commands/remedy-expense';
import { ReportExpenseHandler } from './commands/report-expense';
import { ReturnBalanceHandler } from './commands/return-balance';
import { RuleIneligibleHandler } from './commands/rule-ineligible';
import { SettleIneligibleHandler } from './commands/settle-ineligible';
import { WithdrawExpenseHandler } from './commands/withdraw-expense';
import { SETTLEMENTS, type SettlementWay } from './expense.events';
import { min } from './room';
import { approved, asked, askedReport, facts, operating, paid, requested } from './expenses.testing';

export const KINDS = [
  'report',
  'observe',
  'remedy',
  'accept',
  'rule',
  'withdraw',
  'settle',
  'give-back',
  'deposit',
] as const;

/** Something that somebody asks for, of few things, so that most of it meets what was asked before. */
export interface Wish {
  readonly kind: (typeof KINDS)[number];
  readonly expense: number;
  readonly other: number;
  readonly subsidy: number;
  readonly counterpart: number;
  readonly way: SettlementWay;
  readonly part: boolean;
}

const HANDLERS = {
  report: ReportExpenseHandler,
  observe: ObserveExpenseHandler,
  remedy: RemedyExpenseHandler,
  accept: AcceptExpenseHandler,
  rule: RuleIneligibleHandler,
  withdraw: WithdrawExpenseHandler,
  settle: SettleIneligibleHandler,
  'give-back': ReturnBalanceHandler,
} as const;

/** What the handlers have in common once their bodies are forgotten. */
interface AnyHandler {
  readonly spec: {
    decide(state: AgreementState, body: object, context: object): Decision<AgreementEvent>;
    readonly reserves?: Plans;
    readonly follows?: Plans;
  };
}
type Plans = Readonly<
  Record<
    string,
    {
      plan(
        body: object,
        state: AgreementState,
        events: readonly AgreementEvent[],
      ): readonly { readonly stream: string; readonly ask: Asked }[];
    }
  >
>;
export type Asked = Readonly<Record<string, unknown>>;

/** What one kind of command asks of other streams. */
export interface AskedElsewhere {
  readonly stream: string;
  readonly ask: Asked;
}

const context = {
  roles: [],
  mode: 'live',
  effectiveOn: today,
  actedOn: today,
  now: '2022-03-31T12:00:00.000Z',
  stream: 'agreement-a-17',
} as const;

/** The account that is named is the one that its kind of command is for. */
const factsOf = ({ kind, way }: Wish): object =>
  kind === 'give-back' || way !== 'to-account' ? { ...facts, account: operating } : facts;

/** One agreement: a tranche that was paid, and a later one that is approved. */
export class LiveExpenses {
  readonly events: AgreementEvent[] = [...paid, requested(2, '3000.00'), approved(2, '3000.00')];
  readonly elsewhere: AskedElsewhere[] = [];
  state: AgreementState = fold(agreement, this.events);
  private deposits = 1;

  /** Whether it was accepted. */
  ask(wish: Wish): boolean {
    if (wish.kind === 'deposit') return this.deposit(wish);
    const { spec } = HANDLERS[wish.kind] as unknown as AnyHandler;
    const actor = ACTORS[wish.kind];
    const body = { ...bodyOf(wish), ...this.substitution(wish), by: actor };
    const decision = spec.decide(this.state, body, { ...context, facts: factsOf(wish), actor });
    if (decision instanceof Rejection || decision.broken.length > 0) return false;
    for (const { plan } of Object.values({ ...spec.reserves, ...spec.follows })) {
      this.elsewhere.push(...plan(body, this.state, decision.events));
    }
    this.write(decision.events);
    return true;
  }

  /** Ids that go together come about too rarely: what is ineligible is substituted, and settled with its substitute. */
  private substitution({ kind, way, part }: Wish): object {
    const { expenses } = this.state.expenses;
    if (kind === 'report' && part) {
      const owing = [...expenses.values()].find(({ owed }) => owed.isPositive());
      return { substitutes: owing?.expense ?? null };
    }
    if (kind !== 'settle' || way !== 'substituted') return {};
    const substitute = [...expenses.values()].find(
      ({ state, substitutes }) => state === 'reported' && substitutes !== null,
    );
    const replaced = expenses.get(substitute?.substitutes ?? '');
    if (!substitute || !replaced) return {};
    const amount = min(replaced.owed, substitute.subsidy).toJSON();
    return { expense: replaced.expense, substitute: substitute.expense, amount };
  }

  private deposit({ counterpart }: Wish): boolean {
    const id = `D-${(this.deposits += 1)}`;
    const amount = minor(counterpart);
    this.write([deposited(id, amount), verified(id, amount)]);
    return true;
  }

  private write(events: readonly AgreementEvent[]): void {
    this.events.push(...events);
    this.state = fold(agreement, events, this.state);
  }
}

const ACTORS = {
  report: 'rosa',
  observe: 'fidel',
  remedy: 'rosa',
  accept: 'fidel',
  rule: 'fidel',
  withdraw: 'rosa',
  settle: 'tito',
  'give-back': 'tito',
} as const;

const minor = (amount: number): string => (amount / 100).toFixed(2);

function bodyOf(wish: Wish): object {
  const { kind, expense: number, other, subsidy, part } = wish;
  const expense = `E-${number}`;
  switch (kind) {
    case 'report':
      return { ...reportOf(wish), expense, tranche: 1 };
    case 'remedy':
      return { ...reportOf(wish), expense, answer: 'as it should be' };
    case 'settle':
      return { ...settlementOf(wish), expense, reference: 'deposit 12' };
    case 'give-back':
      return {
        ...asked,
        tranche: 1,
        amount: bob(minor(subsidy)),
        account: 'op-1',
        reference: `slip ${other}`,
      };
    case 'observe':
    case 'accept':
    case 'rule':
    case 'withdraw':
    case 'deposit':
      return { ...asked, expense, reason: part ? 'not in the plan' : 'no invoice' };
  }
}

const reportOf = ({ subsidy, counterpart, other, part }: Wish): object => ({
  ...askedReport,
  net: bob(minor(subsidy + counterpart)),
  tax: null,
  subsidy: bob(minor(subsidy)),
  contributions: [{ party: 'org-12', kind: 'cash', amount: bob(minor(counterpart)) }],
  substitutes: part ? `E-${other}` : null,
});

const settlementOf = ({ way, other, subsidy, part }: Wish): object => ({
  ...asked,
  way,
  amount: part ? bob(minor(subsidy)) : null,
  account: way === 'to-account' ? 'org-12-main' : 'op-1',
  substitute: `E-${other}`,
  against: 2,
  legalAct: { type: 'resolución', number: '8', date: day('2022-03-30') },
});

export const WAYS = SETTLEMENTS;
