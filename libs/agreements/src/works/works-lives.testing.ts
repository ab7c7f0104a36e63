import { assertBalanced, type Posting } from '@tramo/journal';
import { fold, Money } from '@tramo/kernel';
import * as arrivals from './arrivals';
import * as elsewhere from './elsewhere';
import { work } from './work';
import type { WorkEvent } from './work.events';
import { workPostings } from './work.postings';
import type { WorkState } from './work.state';
import { begun, decide, wishesOf, written, type Course, type Mode } from './works-wishes.testing';
import { today } from './works.testing';

/** What stands on each account of the fund, by whose money it is. */
export class Balances {
  private readonly balances = new Map<string, bigint>();

  post(postings: readonly Posting[]): void {
    for (const { account, amount, dimensions } of postings) {
      const key = `${account} ${dimensions.party ?? 'lender'}`;
      this.balances.set(key, (this.balances.get(key) ?? 0n) + amount.amountMinor);
    }
  }

  of(account: string, whose: string): bigint {
    return this.balances.get(`${account} ${whose}`) ?? 0n;
  }
}

/** The lender's category and the collection accounts, as they are told what a work does. */
export class Elsewhere {
  reserved = 0n;
  eligible = 0n;
  /** Of the lender's, what the contractor has paid back. */
  refunded = 0n;
  /** And of both parties'. */
  returned = 0n;
  readonly accounts = new Map<string, bigint>();
  private readonly paid = new Map<string, bigint>();

  told(event: WorkEvent, state: WorkState): void {
    const events = [event];
    for (const { amount } of elsewhere.categoryReserved(null, state, events))
      this.reserved += minorOf(amount);
    for (const { amount, from } of elsewhere.categoryMoved(null, state, events)) {
      const minor = minorOf(amount);
      if (from === 'eligible') this.reserved += minor;
      // What rates have made it lack is taken from what is free.
      else this.reserved = this.reserved > minor ? this.reserved - minor : 0n;
      this.eligible += from === 'eligible' ? -minor : minor;
    }
    for (const { amount } of elsewhere.categoryFreed(null, state, events)) this.reserved -= minorOf(amount);
    for (const { account, amount } of arrivals.depositArrived(null, state, events)) {
      this.move(account, minorOf(amount));
    }
    if (event.type === 'WorksAdvanceReturned' && event.data.from === 'contractor') {
      this.returned += minorOf(event.data.amount);
    }
    for (const { amount } of arrivals.refundArrived(null, state, events)) this.refunded += minorOf(amount);
    for (const { account, payment, amount } of elsewhere.cashHeld(null, state, events)) {
      this.paid.set(`${account} ${payment}`, minorOf(amount));
      this.move(account, -minorOf(amount));
    }
    for (const { account, payment } of elsewhere.cashReturned(null, state, events)) {
      this.move(account, this.paid.get(`${account} ${payment}`)!);
    }
  }

  private move(account: string, minor: bigint): void {
    this.accounts.set(account, (this.accounts.get(account) ?? 0n) + minor);
  }
}

const minorOf = (json: { readonly amount: string; readonly currency: string }): bigint =>
  Money.asked(json).amountMinor;

export function livedThrough(
  lived: Course,
  mode: Mode,
  seen: (event: WorkEvent, state: WorkState, books: Balances, others: Elsewhere) => void,
) {
  const books = new Balances();
  const others = new Elsewhere();
  let state = work.initial;
  const take = (event: WorkEvent): void => {
    others.told(event, state);
    state = fold(work, [event], state);
    const postings = workPostings.postingsOf({ ...event, metadata: { effectiveOn: today } });
    assertBalanced(postings, event.type);
    books.post(postings);
    seen(event, state, books, others);
  };
  for (const event of begun(lived)) take(event);
  for (const one of wishesOf(lived)) for (const event of written(decide(state, one, mode), mode)) take(event);
  return state;
}
