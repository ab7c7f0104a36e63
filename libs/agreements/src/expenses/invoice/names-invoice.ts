import { fact, reservation, type Fact, type Reservation } from '@tramo/event-log';
import { accept, invariant, type Decision, type DomainEvent } from '@tramo/kernel';
import { invoice, invoiceId, knownAs, type InvoiceKey, type InvoiceState } from './invoice';
import type { InvoiceEvent } from './invoice.events';
import { invoiceSpeltOtherwise } from './refusals';
import { isSpeltAsMeant, meetingStream } from './spelling';

export type Plan<Body, State, Intended, Ask> = (
  body: Body,
  state: State,
  intended: readonly Intended[],
) => readonly Ask[];

export type NameInvoice = { readonly invoice: InvoiceKey; readonly by: string };

/** How an invoice is spelt that was reported before, in whichever way; null where it is not known. */
export const knownInvoiceFact = <Body, State>(
  keyOf: (body: Body) => InvoiceKey,
): Fact<Body, State, KnownInvoice | null> =>
  fact(
    invoice,
    (body: Body) => meetingStream(keyOf(body)),
    (state) => knownAs(state),
  );

type KnownInvoice = { readonly [Field in keyof InvoiceKey]: string };

/** An invoice is kept as it was first spelt; where that is not how it is meant, this says so to all other spellings. */
export const namesInvoice = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, NameInvoice>,
): Reservation<Body, State> =>
  reservation({
    decider: invoice,
    plan: (body: Body, state: State, intended: readonly Intended[]) =>
      plan(body, state, intended)
        .filter((ask) => !isSpeltAsMeant(ask.invoice))
        .map((ask) => ({ stream: meetingStream(ask.invoice), ask })),
    reserve: (state, { invoice: key, by }: NameInvoice, { reservationId }) => {
      const data = { ...key, by, reservation: reservationId };
      return accept([{ type: 'InvoiceNamed', data }], speltOtherwise(state, key));
    },
    release: unnamed,
  });

/** Broken where others have named it, or opened it as it is meant, since this was decided. */
export function speltOtherwise(state: InvoiceState, key: InvoiceKey) {
  const known = knownAs(state);
  return known && invoiceId(known) !== invoiceId(key) ? [invoiceSpeltOtherwise(key, known)] : [];
}

function unnamed(state: InvoiceState, reserved: string, reason: string): Decision<InvoiceEvent> {
  const named = state.named.get(reserved);
  invariant(named, `reservation ${reserved} was made`);
  return accept([{ type: 'InvoiceNameUndone', data: { ...named, reservation: reserved, reason } }]);
}
