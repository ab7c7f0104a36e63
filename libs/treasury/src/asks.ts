import type { JsonObject, ReservationPlan } from '@tramo/event-log';
import type { DomainEvent, MoneyJson } from '@tramo/kernel';

/** What a command of another room asks of its accounts and payments, worked out from what it is going to write. */
export type Plan<Body, State, Intended extends DomainEvent, Ask> = (
  body: Body,
  state: State,
  intended: readonly Intended[],
) => readonly Ask[];

export type AskedAmount = { readonly amount: MoneyJson['amount']; readonly currency: string };

export type HoldCash = { readonly account: string; readonly payment: string; readonly amount: AskedAmount };
export type PayCash = { readonly account: string; readonly payment: string };
/** With why: what was set aside is not paid, what was paid came back, what was verified was not so. */
export type GiveUp = PayCash & { readonly reason: string };

/** What comes back from an organisation, under a name by which it arrives once. */
export type ReceiveRefund = {
  readonly programme: string;
  readonly account: string;
  readonly refund: string;
  readonly amount: AskedAmount;
  readonly reference: string;
};

/** What is paid in from outside for somebody's share, under a name by which it arrives once. */
export type ReceiveDeposit = {
  readonly programme: string;
  readonly account: string;
  readonly deposit: string;
  readonly amount: AskedAmount;
  readonly reference: string;
};

export type OrderPayment = {
  readonly payment: string;
  readonly programme: string;
  readonly agreement: string;
  readonly tranche: number | null;
  /** The account it is paid from. */
  readonly payer: string;
  /** As the account is now: it may be another one when the money is sent. */
  readonly payee: {
    readonly account: string;
    readonly holder: string;
    readonly bank: string;
    readonly number: string;
  };
  readonly amount: AskedAmount;
  readonly by: string;
};
export type ReportPayment = { readonly payment: string; readonly by: string; readonly reference: string };
export type StopPayment = { readonly payment: string; readonly by: string; readonly reason: string };

/** Each to the stream that it is about. */
export const toStreams = <Ask extends JsonObject>(
  asks: readonly Ask[],
  streamOf: (ask: Ask) => string,
): readonly ReservationPlan<Ask>[] => asks.map((ask) => ({ stream: streamOf(ask), ask }));
