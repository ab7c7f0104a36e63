import {
  ConfirmTranche,
  OrderTranche,
  RequestTranche,
  ReviewTranche,
  SendTranche,
  SignTranche,
} from '@tramo/agreements';
import { agreement, correctsOn, names, persons, programme } from './columns';
import { currency, decimal, evidence, integer, listOf, name, pastDate, person, text } from './form';
import { agreementSubject } from './subjects';
import { act, defineTemplate, moneyIn, needed, optional, type Act } from './template';

const columns = {
  programme,
  agreement,
  tranche: needed(integer(1, 99), 'which of the agreement', '1'),
  amount: moneyIn('currency', optional(decimal, 'as it is agreed when empty')),
  currency: optional(currency, 'of the amount'),
  documents: optional(listOf(evidence), 'files that came with the request'),
  requested_on: needed(pastDate, 'when it was requested', '2022-04-01'),
  requested_by: optional(person, 'by whom', 'delia'),
  approved_on: optional(pastDate, 'when the last had signed; not yet when empty', '2022-04-12'),
  reviewed_by: optional(person, 'who reviewed it', 'elio'),
  signed_by: persons('who signed it, in their order', 'ana bruno'),
  sent_on: optional(pastDate, 'when it was ordered and sent; not yet when empty', '2022-04-14'),
  sent_by: optional(person, 'by whom', 'carla'),
  payer: optional(name, 'the operating account it was paid from', 'operativa-1'),
  reference: optional(text(200), 'how the bank cites it', 'orden 77'),
  confirmed_on: optional(pastDate, 'when the bank had paid; not yet when empty', '2022-04-15'),
  corrects_on: correctsOn,
};

export const transfers = defineTemplate({
  kind: 'transfers',
  about: 'Tranches from the request to the bank, as far as each has come.',
  when: 'dated',
  columns,
  given: {
    approved_on: ['reviewed_by', 'signed_by'],
    sent_on: ['payer', 'sent_by', 'confirmed_on'],
    payer: ['sent_on'],
  },
  makes: ({ agreement: of, tranche }) => [`tranche ${of} ${tranche}`],
  needs: (cells) => [
    names.agreement(cells),
    ...names.account(cells['payer']),
    ...earlier(cells['agreement'], cells['tranche']),
  ],
  lives: agreementSubject,
  acts: ([row]) => {
    const of = {
      programme: row.programme,
      agreement: row.agreement,
      tranche: row.tranche,
      correctsOn: row.corrects_on,
    };
    const places = {
      programme: 'programme',
      agreement: 'agreement',
      tranche: 'tranche',
      payer: 'payer',
      amount: 'amount',
      'amount.currency': 'currency',
      correctsOn: 'corrects_on',
    } as const;
    const acts: Act<keyof typeof columns>[] = [
      act(
        RequestTranche,
        {
          ...of,
          amount: row.amount === null ? null : { amount: row.amount, currency: row.currency ?? '' },
          documents: [...(row.documents ?? [])],
        },
        { on: row.requested_on, by: row.requested_by, step: 'requested', places },
      ),
    ];
    const { approved_on: approvedOn, sent_on: sentOn, confirmed_on: confirmedOn } = row;
    if (approvedOn !== null) {
      const opinion = 'as imported';
      const reviewed = { on: approvedOn, by: row.reviewed_by, step: 'reviewed', places } as const;
      acts.push(act(ReviewTranche, { ...of, opinion }, reviewed));
      for (const [index, who] of (row.signed_by ?? [null]).entries()) {
        const signed = { on: approvedOn, by: who, step: `signed-${index + 1}`, places } as const;
        acts.push(act(SignTranche, of, { ...signed, places: { ...places, tranche: 'signed_by' } }));
      }
    }
    const reference = row.reference ?? 'as imported';
    if (sentOn !== null) {
      const sent = { on: sentOn, by: row.sent_by, places: { ...places, tranche: 'sent_on' } } as const;
      acts.push(act(OrderTranche, { ...of, payer: row.payer ?? '' }, { ...sent, step: 'ordered' }));
      acts.push(act(SendTranche, { ...of, reference }, { ...sent, step: 'sent' }));
    }
    if (confirmedOn !== null) {
      const confirmed = { on: confirmedOn, by: row.sent_by, step: 'confirmed' } as const;
      const at = { ...places, tranche: 'confirmed_on' } as const;
      acts.push(act(ConfirmTranche, { ...of, reference }, { ...confirmed, places: at }));
    }
    return acts;
  },
});

/** What has to have been transferred before it. */
const earlier = (of: string | undefined, tranche: string | undefined): readonly string[] =>
  Number(tranche) > 1 ? [`tranche ${of} ${Number(tranche) - 1}`] : [];
