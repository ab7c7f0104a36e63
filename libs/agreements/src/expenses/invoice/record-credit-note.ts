import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Money, Rejection, type LocalDate } from '@tramo/kernel';
import { amountNotPositive } from '../../alliances/refusals';
import { programmeFact, rulesOfProgramme } from '@tramo/programmes';
import { holdersOf, invoice, invoiceStream, worthOf, type InvoiceKey, type InvoiceState } from './invoice';
import { knownInvoiceFact } from './names-invoice';
import { creditNoteBelowHeld, creditNoteExceedsInvoice, creditNoteExists, invoiceUnknown } from './refusals';

type Body = InvoiceKey & {
  readonly creditNote: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly issuedOn: LocalDate;
  readonly reason: string;
};

/** The supplier takes a part of an invoice back: so much less of it can be reported. */
export class RecordCreditNote extends LedgerCommand<Body> {}

export const RecordCreditNoteHandler = decides(RecordCreditNote, {
  decider: invoice,
  stream: invoiceStream,
  facts: {
    programme: programmeFact<Body, InvoiceState>({ programme: (body) => body.programme, lines: () => [] }),
    known: knownInvoiceFact<Body, InvoiceState>((body) => keyOf(body)),
  },
  decide: (state, body, { actor, effectiveOn, facts }) => {
    const { programme, creditNote, issuedOn, reason } = body;
    const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
    if (rules instanceof Rejection) return rules;
    const worth = worthOf(state);
    if (!state.opened || !worth) return invoiceUnknown(keyOf(body), facts.known);
    const { total, ...key } = state.opened;
    const amount = Money.asked(body.amount);
    if (amount.currency.code !== total.currency.code) return currencyNotOfInvoice(amount, total);
    if (!amount.isPositive()) return amountNotPositive(amount, 'amount');
    if (state.creditNotes.has(creditNote)) return creditNoteExists(key, creditNote);
    const held = Money.sum(
      total.currency.code,
      holdersOf(state).map((one) => one.amount),
    );
    const asked = { key, worth, held, asked: amount };
    const broken = amount.isGreaterThan(worth)
      ? [creditNoteExceedsInvoice(key, worth, amount)]
      : held.isGreaterThan(worth.minus(amount))
        ? [creditNoteBelowHeld(state, asked)]
        : [];
    const data = { ...key, by: actor, creditNote, amount: amount.toJSON(), issuedOn, reason };
    return accept([{ type: 'CreditNoteRecorded', data }], [...rules, ...broken]);
  },
});

const keyOf = ({ programme, taxId, type, number }: Body): InvoiceKey => ({ programme, taxId, type, number });

const currencyNotOfInvoice = (given: Money, total: Money): Rejection =>
  new Rejection({
    code: 'CURRENCY_NOT_OF_INVOICE',
    message: `the invoice is in ${total.currency.code}`,
    values: { given: given.currency.code, currency: total.currency.code },
    cure: `give the amount in ${total.currency.code}`,
    field: 'amount.currency',
  });
