import { AcceptExpense, ReportExpense, WITHHOLDING_BEARERS } from '@tramo/agreements';
import { agreement, names, programme } from './columns';
import {
  code,
  currency,
  date,
  decimal,
  evidence,
  integer,
  listOf,
  oneOf,
  pastDate,
  person,
  text,
} from './form';
import { agreementSubject } from './subjects';
import { act, defineTemplate, moneyIn, needed, optional } from './template';

export const expenses = defineTemplate({
  kind: 'expenses',
  about: 'What organisations have spent of their tranches, reported and accepted.',
  when: 'dated',
  columns: {
    programme,
    agreement,
    tranche: needed(integer(1, 99), 'of which it was spent', '1'),
    expense: needed(code, 'what it is called in this agreement', 'G-1'),
    spent_on: needed(date, 'when', '2022-05-03'),
    supplier: needed(text(200), 'to whom', 'Ferretería El Alto'),
    tax_id: needed(text(40), "the supplier's tax number", '1020304050'),
    invoice_type: needed(text(40), 'what kind of document', 'factura'),
    invoice_number: needed(text(60), 'its number', '311'),
    invoice_total: moneyIn(
      'currency',
      needed(decimal, 'of the whole document, of which this may be a part', '50000.00'),
    ),
    net: moneyIn('currency', needed(decimal, 'without tax', '43500.00')),
    tax: moneyIn('currency', optional(decimal, 'none when empty', '6500.00')),
    withheld: moneyIn('currency', optional(decimal, 'none when empty')),
    withheld_by: optional(
      oneOf(...WITHHOLDING_BEARERS),
      'who bears what is withheld; the supplier when empty',
    ),
    currency: needed(currency, 'of all amounts of the row', 'BOB'),
    subsidy: moneyIn(
      'currency',
      optional(decimal, 'what the subsidy pays; as the terms split it when empty', '35000.00'),
    ),
    counterpart_party: optional(code, 'who pays the rest', 'APQ'),
    counterpart_cash: moneyIn('currency', optional(decimal, 'of the rest, in cash', '15000.00')),
    counterpart_in_kind: moneyIn('currency', optional(decimal, 'of the rest, in kind')),
    concept: needed(text(500), 'what for', 'tubería para riego'),
    document: optional(listOf(evidence), 'files that prove it'),
    reported_on: needed(pastDate, 'when it was reported', '2022-05-10'),
    reported_by: optional(person, 'by whom', 'delia'),
    accepted_on: optional(pastDate, 'when it was accepted; not yet when empty', '2022-05-20'),
    accepted_by: optional(person, 'by whom', 'fabio'),
  },
  given: {
    counterpart_party: ['counterpart_cash', 'counterpart_in_kind'],
    withheld: ['withheld_by'],
    accepted_on: ['accepted_by'],
  },
  makes: ({ agreement: of, expense }) => [`expense ${of} ${expense}`],
  needs: (cells) => [names.agreement(cells), `tranche ${cells['agreement']} ${cells['tranche']}`],
  lives: agreementSubject,
  acts: ([row]) => {
    const { programme: of, agreement: id, expense, currency: in_, accepted_on: acceptedOn } = row;
    const money = (amount: string) => ({ amount, currency: in_ });
    const maybe = (amount: string | null) => (amount === null ? null : money(amount));
    const party = row.counterpart_party ?? '';
    const contributions = [
      ...(row.counterpart_cash === null
        ? []
        : [{ party, kind: 'cash' as const, amount: money(row.counterpart_cash) }]),
      ...(row.counterpart_in_kind === null
        ? []
        : [{ party, kind: 'in-kind' as const, amount: money(row.counterpart_in_kind) }]),
    ];
    const reported = act(
      ReportExpense,
      {
        programme: of,
        agreement: id,
        tranche: row.tranche,
        expense,
        spentOn: row.spent_on,
        supplier: row.supplier,
        invoice: {
          taxId: row.tax_id,
          type: row.invoice_type,
          number: row.invoice_number,
          total: money(row.invoice_total),
        },
        document: [...(row.document ?? [])],
        net: money(row.net),
        tax: maybe(row.tax),
        withheld: maybe(row.withheld),
        withheldBy: row.withheld_by,
        subsidy: maybe(row.subsidy),
        contributions,
        concept: row.concept,
      },
      {
        on: row.reported_on,
        by: row.reported_by,
        step: 'reported',
        places: {
          programme: 'programme',
          agreement: 'agreement',
          tranche: 'tranche',
          expense: 'expense',
          spentOn: 'spent_on',
          invoice: 'invoice_number',
          'invoice.total': 'invoice_total',
          'invoice.total.currency': 'currency',
          net: 'net',
          'net.currency': 'currency',
          tax: 'tax',
          withheld: 'withheld',
          subsidy: 'subsidy',
          contributions: 'counterpart_cash',
        },
      },
    );
    if (acceptedOn === null) return [reported];
    const accepted = act(
      AcceptExpense,
      { programme: of, agreement: id, expense },
      { on: acceptedOn, by: row.accepted_by, step: 'accepted', places: { expense: 'accepted_on' } },
    );
    return [reported, accepted];
  },
});
