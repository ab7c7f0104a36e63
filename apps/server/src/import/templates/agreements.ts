import { SignAgreement } from '@tramo/agreements';
import {
  amount,
  by,
  correctsOn,
  line,
  lineOf,
  linePlaces,
  names,
  needsOfLine,
  ofCurrency,
  on,
  agreement as ofAgreement,
  programme,
} from './columns';
import { code, currency, date, decimal, integer, listOf, name, oneOf, percent, text, year } from './form';
import { agreementSubject } from './subjects';
import { act, defineTemplate, moneyIn, needed, optional } from './template';

export const agreements = defineTemplate({
  kind: 'agreements',
  about: 'Agreements, a row for each tranche: what is said of the agreement is the same on all of its rows.',
  when: 'dated',
  columns: {
    programme,
    agreement: ofAgreement,
    reference: needed(text(200), 'as people cite it', 'convenio 7/2022'),
    kind: optional(oneOf('subproject', 'administration'), 'a subproject when empty'),
    organisation: optional(code, 'of a subproject: the code of the organisation', 'APQ'),
    organisation_name: optional(text(200), 'its name', 'Asociación de Productores de Quinua'),
    ...line,
    credit: moneyIn('currency', needed(decimal, 'what is agreed in all', '700000.00')),
    currency: ofCurrency,
    starts_on: needed(date, 'the first day', '2022-03-01'),
    ends_on: needed(date, 'the last day', '2023-06-30'),
    counterpart_rate: optional(
      decimal,
      'what the other side owes, in percent; of the subsidy it may be more than 100',
      '30',
    ),
    counterpart_base: optional(oneOf('total', 'subsidy'), 'of what', 'total'),
    counterpart_kinds: optional(listOf(oneOf('cash', 'in-kind')), 'how it may be given', 'cash in-kind'),
    promised_cash: moneyIn('currency', optional(decimal, 'by the organisation, in cash', '200000.00')),
    promised_in_kind: moneyIn('currency', optional(decimal, 'by the organisation, in kind', '100000.00')),
    payee: optional(name, "the organisation's account that tranches go to"),
    financing: optional(name, 'whose category it takes', '8735-bo'),
    financing_currency: optional(currency, "the lender's", 'USD'),
    share: optional(code, 'the share of the financing agreement; the entity of the line when empty'),
    tranche: needed(integer(1, 99), 'counted from 1', '1'),
    tranche_amount: { ...amount, about: 'of the tranche', example: '700000.00' },
    tranche_year: needed(year, 'the budget year that pays it', '2022'),
    due_on: optional(date, 'when it is due'),
    milestone: optional(text(200), 'what has to be reached before', 'riego instalado'),
    progress: optional(percent, 'the physical progress that it stands for', '40'),
    corrects_on: correctsOn,
    by,
    on,
  },
  given: {
    organisation: ['organisation_name', 'promised_cash', 'promised_in_kind'],
    counterpart_rate: ['counterpart_base', 'counterpart_kinds'],
    financing: ['financing_currency', 'share'],
    financing_currency: ['financing'],
  },
  together: ({ agreement: of }) => of,
  each: ['tranche', 'tranche_amount', 'tranche_year', 'due_on', 'milestone', 'progress'],
  makes: (cells) => [names.agreement(cells)],
  needs: (cells) => [
    names.programme(cells),
    ...needsOfLine(cells),
    ...names.account(cells['payee']),
    ...(cells['financing'] ? [names.financing(cells)] : []),
  ],
  lives: agreementSubject,
  acts: (rows) => {
    const [row] = rows;
    const { currency: kept } = row;
    const promise = (kind: 'cash' | 'in-kind', value: string | null) =>
      value === null
        ? []
        : [{ party: row.organisation ?? '', kind, amount: { amount: value, currency: kept } }];
    return [
      act(
        SignAgreement,
        {
          programme: row.programme,
          agreement: row.agreement,
          reference: row.reference,
          kind: row.kind,
          organisation:
            row.organisation === null
              ? null
              : { code: row.organisation, name: row.organisation_name ?? row.organisation },
          line: lineOf(row),
          lender:
            row.financing === null
              ? null
              : { financing: row.financing, currency: row.financing_currency ?? '', share: row.share },
          credit: { amount: row.credit, currency: kept },
          startsOn: row.starts_on,
          endsOn: row.ends_on,
          counterpart:
            row.counterpart_rate === null
              ? null
              : {
                  rate: row.counterpart_rate,
                  base: row.counterpart_base,
                  kinds: row.counterpart_kinds && [...row.counterpart_kinds],
                },
          promised: [...promise('cash', row.promised_cash), ...promise('in-kind', row.promised_in_kind)],
          tranches: rows.map((one) => ({
            tranche: one.tranche,
            amount: { amount: one.tranche_amount, currency: one.currency },
            budgetYear: one.tranche_year,
            dueOn: one.due_on,
            milestone: one.milestone,
            progress: one.progress,
          })),
          payee: row.payee,
          correctsOn: row.corrects_on,
        },
        {
          on: row.on,
          by: row.by,
          places: {
            programme: 'programme',
            agreement: 'agreement',
            organisation: 'organisation',
            credit: 'credit',
            'credit.currency': 'currency',
            endsOn: 'ends_on',
            counterpart: 'counterpart_rate',
            'counterpart.base': 'counterpart_base',
            'counterpart.kinds': 'counterpart_kinds',
            promised: 'promised_cash',
            payee: 'payee',
            lender: 'financing',
            'lender.currency': 'financing_currency',
            'lender.share': 'share',
            tranches: 'tranche_amount',
            'tranches.*': 'tranche',
            'tranches.*.amount': 'tranche_amount',
            'tranches.*.budgetYear': 'tranche_year',
            'tranches.*.dueOn': 'due_on',
            'tranches.*.progress': 'progress',
            ...linePlaces('line'),
          },
        },
      ),
    ];
  },
});
