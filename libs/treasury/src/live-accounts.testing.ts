import type { Consequence, Reservation, RowChange } from '@tramo/event-log';
import { fold, invariant, Rejection, type Decision, type DomainEvent } from '@tramo/kernel';
import { account } from './account';
import { cashOf, freeOf, type AccountState } from './account.state';
import { freesCash, holdsCash, paysCash, returnsCash } from './cash/reservations';
import { ConvertFundsHandler } from './commands/convert-funds';
import { ReceiveFundsHandler } from './commands/receive-funds';
import { ReverseReceiptHandler } from './commands/reverse-receipt';
import { accountAnswer } from './account-fact';
import type { AccountEvent } from './events';
import { bob, facts, operating, reserving, special, today, usd } from './treasury.testing';
import { treasuryProjection } from './view/treasury.view';

export const KINDS = ['advance', 'receive', 'reverse', 'convert', 'hold', 'free', 'pay', 'return'] as const;

/** Something that may be asked for; much of it will be refused. */
export interface Wish {
  readonly kind: (typeof KINDS)[number];
  readonly minor: number;
  readonly id: number;
  /** Whether what it is part of breaks off once it has taken something here. */
  readonly breaksOff: boolean;
}

export type Id = 'ce' | 'op';
const nothing = () => [];
const TAKING = {
  hold: holdsCash(nothing),
  pay: paysCash(nothing),
} as const satisfies Readonly<Record<string, Reservation<unknown, unknown>>>;
const GIVING = {
  free: freesCash(nothing),
  return: returnsCash(nothing),
} as const satisfies Readonly<Record<string, Consequence<unknown, unknown>>>;

/** A special and an operating account in memory, on which wishes are decided as they are live, with their rows. */
export class LiveAccounts {
  readonly events: AccountEvent[] = [];
  readonly rows = new Map<string, Record<string, unknown>>();
  private readonly states = new Map<Id, AccountState>();
  private readonly revisions = new Map<Id, number>();
  private taken = 0;

  constructor() {
    this.write('ce', [special]);
    this.write('op', [operating]);
  }

  state(id: Id): AccountState {
    return this.states.get(id) ?? account.initial;
  }

  rowsOf(table: string): readonly Record<string, unknown>[] {
    return [...this.rows].filter(([key]) => key.startsWith(`${table} `)).map(([, row]) => row);
  }

  /** Whether it was accepted. */
  ask(wish: Wish): boolean {
    const { kind, minor, id } = wish;
    const amount = (minor / 100).toFixed(2);
    const of = { programme: 'par2', reference: 'a reference', reason: 'a reason' } as const;
    switch (kind) {
      case 'advance': {
        const body = {
          ...of,
          account: 'ce',
          receipt: `A-${id}`,
          kind: 'lender-advance',
          amount: usd(amount),
        } as const;
        return this.write('ce', live(ReceiveFundsHandler.spec.decide(this.state('ce'), body, context)));
      }
      case 'receive': {
        const body = {
          ...of,
          account: 'op',
          receipt: `T-${id}`,
          kind: 'treasury',
          amount: bob(amount),
        } as const;
        return this.write('op', live(ReceiveFundsHandler.spec.decide(this.state('op'), body, context)));
      }
      case 'reverse': {
        const body = { ...of, account: 'op', receipt: `T-${id}` };
        return this.write('op', live(ReverseReceiptHandler.spec.decide(this.state('op'), body, context)));
      }
      case 'convert':
        return this.convert(wish, amount);
      case 'hold':
      case 'pay':
        return this.take(kind, wish, { account: 'op', payment: `P-${id}`, amount: bob(amount) });
      case 'free':
      case 'return':
        return this.give(kind, { account: 'op', payment: `P-${id}`, reason: 'a reason' });
    }
  }

  /** As the runtime does it: tried, reserved there, written here, or given back. */
  private convert({ id, minor, breaksOff }: Wish, sold: string): boolean {
    const body = {
      programme: 'par2',
      account: 'op',
      from: 'ce',
      lot: `L-${id}`,
      sold: usd(sold),
      received: bob(((minor * 7) / 100).toFixed(2)),
      reference: 'a reference',
    };
    const decide = () =>
      live(
        ConvertFundsHandler.spec.decide(this.state('op'), body, {
          ...context,
          facts: { ...facts, source: accountAnswer(this.state('ce')) },
        }),
      );
    const intended = decide();
    if (intended.length === 0) return false;
    const sale = ConvertFundsHandler.spec.reserves!['sold']!;
    const [plan] = sale.plan({ ...body }, this.state('op'), intended as readonly unknown[] as never[]);
    const reservation = this.reservation();
    const reserved = sale.reserve(
      this.state('ce'),
      plan!.ask,
      reserving(reservation),
    ) as Decision<AccountEvent>;
    if (!this.write('ce', live(reserved))) return false;
    if (!breaksOff) return this.write('op', decide());
    this.release('ce', sale, reservation);
    return false;
  }

  private take(kind: keyof typeof TAKING, { breaksOff }: Wish, ask: object): boolean {
    const step = TAKING[kind];
    const reservation = this.reservation();
    const decision = step.reserve(
      this.state('op'),
      { ...ask },
      reserving(reservation),
    ) as Decision<AccountEvent>;
    if (!this.write('op', live(decision))) return false;
    if (breaksOff) this.release('op', step, reservation);
    return !breaksOff;
  }

  /** It follows from what is decided: nothing breaks off any more. */
  private give(kind: keyof typeof GIVING, ask: object): boolean {
    const decision = GIVING[kind].follow(this.state('op'), { ...ask }, reserving(this.reservation()));
    return this.write('op', live(decision as Decision<AccountEvent>));
  }

  private release(id: Id, step: Reservation<never, never>, reservation: string): void {
    const undone = step.release(this.state(id), reservation, 'broke off');
    invariant(!(undone instanceof Rejection), 'what was reserved is given back');
    this.write(id, undone.events as readonly AccountEvent[]);
  }

  private reservation(): string {
    return `r-${(this.taken += 1)}`;
  }

  private write(id: Id, events: readonly AccountEvent[]): boolean {
    this.states.set(id, fold(account, events, this.state(id)));
    for (const event of events) {
      const revision = (this.revisions.get(id) ?? -1) + 1;
      this.revisions.set(id, revision);
      const recorded = { ...event, revision, metadata: { effectiveOn: today } };
      const place = { ordinal: this.events.length, instant: '' };
      for (const change of treasuryProjection.project(recorded as never, place)) this.apply(change);
      this.events.push(event);
    }
    return events.length > 0;
  }

  private apply(change: RowChange): void {
    const key = `${change.table} ${JSON.stringify(change.key)}`;
    if ('delete' in change) {
      this.rows.delete(key);
      return;
    }
    const row = { ...this.rows.get(key), ...change.key, ...change.set };
    for (const [column, by] of Object.entries(change.add ?? {})) {
      row[column] = ((row[column] as bigint | undefined) ?? 0n) + BigInt(by);
    }
    this.rows.set(key, row);
  }
}

const context = {
  actor: 'ana',
  roles: [],
  mode: 'live',
  effectiveOn: today,
  actedOn: today,
  now: '2022-03-31T12:00:00.000Z',
  stream: 'account-op',
  facts,
} as const;

/** What live writes: nothing where a rule is broken. */
const live = <Event extends DomainEvent>(decision: Decision<Event>): readonly Event[] =>
  decision instanceof Rejection || decision.broken.length > 0 ? [] : decision.events;

/** Whether the free money is what is there less what payments hold, and neither is below zero. */
export const isSound = (state: AccountState): boolean =>
  state.opened !== null && !freeOf(state.opened).isNegative() && !state.opened.held.isNegative();

export const heldFor = (state: AccountState, payment: string): bigint => {
  const cash = cashOf(state, payment);
  return cash?.step === 'held' ? cash.amount.amountMinor : 0n;
};
