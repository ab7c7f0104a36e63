import { DepositCounterpart, VerifyCounterpart } from '@tramo/agreements';
import { agreement, amount, amountPlaces, by, correctsOn, names, ofCurrency, on, programme } from './columns';
import { code, date, evidence, listOf, name, oneOf, pastDate, person, text } from './form';
import { agreementSubject } from './subjects';
import { act, defineTemplate, needed, optional } from './template';

export const deposits = defineTemplate({
  kind: 'deposits',
  about: 'The counterpart that was given in cash or in kind, and who has verified it.',
  when: 'dated',
  columns: {
    programme,
    agreement,
    deposit: needed(code, 'what it is called in this agreement', 'D-1'),
    party: needed(code, 'who gave it', 'APQ'),
    kind: needed(oneOf('cash', 'in-kind'), 'how', 'cash'),
    amount: { ...amount, example: '100000.00' },
    currency: ofCurrency,
    account: optional(name, "in cash: the organisation's account", 'apq-1'),
    description: optional(text(500), 'in kind: what it is'),
    deposited_on: needed(date, 'when it was given', '2022-03-15'),
    evidence: optional(listOf(evidence), 'files that prove it'),
    verified_on: optional(pastDate, 'when it was verified', '2022-03-18'),
    verified_by: optional(person, 'by whom', 'bruno'),
    shown_by: optional(
      text(200),
      'the line of the bank, or the act, that shows it',
      'extracto 3/2022, línea 14',
    ),
    corrects_on: correctsOn,
    by,
    on,
  },
  given: {
    verified_on: ['verified_by', 'shown_by'],
  },
  makes: ({ agreement: of, deposit }) => [`deposit ${of} ${deposit}`],
  needs: (cells) => [names.agreement(cells), ...names.account(cells['account'])],
  lives: agreementSubject,
  acts: ([row]) => {
    const { programme: of, agreement: id, deposit, verified_on: verifiedOn } = row;
    const given = act(
      DepositCounterpart,
      {
        programme: of,
        agreement: id,
        deposit,
        party: row.party,
        kind: row.kind,
        amount: { amount: row.amount, currency: row.currency },
        account: row.account,
        description: row.description,
        depositedOn: row.deposited_on,
        evidence: [...(row.evidence ?? [])],
        correctsOn: row.corrects_on,
      },
      {
        on: row.on,
        by: row.by,
        step: 'deposited',
        places: {
          programme: 'programme',
          agreement: 'agreement',
          deposit: 'deposit',
          party: 'party',
          kind: 'kind',
          account: 'account',
          description: 'description',
          depositedOn: 'deposited_on',
          correctsOn: 'corrects_on',
          ...amountPlaces('amount'),
        },
      },
    );
    if (verifiedOn === null) return [given];
    const verified = act(
      VerifyCounterpart,
      { programme: of, agreement: id, deposit, shownBy: row.shown_by ?? 'as imported' },
      { on: verifiedOn, by: row.verified_by, step: 'verified', places: { deposit: 'verified_on' } },
    );
    return [given, verified];
  },
});
