import { inLendersCurrency, lenderRateFacts, type Taken } from '@tramo/budget';
import { fact } from '@tramo/event-log';
import { addDays, Rejection, type CurrencyCode, type LocalDate, type Money } from '@tramo/kernel';
import { codeUnknown, financing, financingStream, financingUnknown, type Line } from '@tramo/programmes';
import type { AgreementState } from '../agreement.state';
import type { AskedOfAgreement } from '../ground';
import type { AskedMoney, ByPerson, FactOf } from '../asking';

/** Whose category pays, as the one who signs names it: what has to be read elsewhere hangs on it. */
export type AskedLender = {
  readonly financing: string;
  /** In which the lender keeps its agreement. */
  readonly currency: string;
  /** The executor whose share it is; the entity of the line when absent. */
  readonly share?: string | null;
};

type Asked = AskedOfAgreement & { readonly lender?: AskedLender | null; readonly credit: AskedMoney };

export type LenderAnswer = {
  readonly signed: boolean;
  readonly programme: string | null;
  readonly currency: string | null;
  readonly closingDate: LocalDate | null;
  /** By category. */
  readonly eligibleAt: { readonly [category: string]: 'transfer' | 'expense' };
};

export const lenderFact = <Body extends Asked>(): FactOf<Body, LenderAnswer> =>
  fact(
    financing,
    ({ lender }: ByPerson<Body>) => financingStream(lender?.financing ?? ''),
    ({ agreement, categories }): LenderAnswer => ({
      signed: agreement !== null,
      programme: agreement?.programme ?? null,
      currency: agreement?.currency ?? null,
      closingDate: agreement?.closingDate ?? null,
      eligibleAt: Object.fromEntries(categories),
    }),
  );

/** Rates between the lender's currency and that of the credit; nothing is converted where no lender pays. */
export const signingRates = <Body extends Asked>() =>
  lenderRateFacts<ByPerson<Body>, AgreementState>({
    act: 'sign-agreement',
    programme: ({ programme }) => programme,
    pair: ({ lender, credit }) => {
      const quote = credit.currency as CurrencyCode;
      return { base: (lender?.currency ?? quote) as CurrencyCode, quote };
    },
  });

export type RatesSeen = Parameters<typeof inLendersCurrency>[1]['facts'];

interface Signing {
  readonly line: Line;
  readonly credit: Money;
  readonly on: LocalDate;
  readonly facts: RatesSeen & { readonly lender: LenderAnswer };
}

/** What signing takes of the lender's category. */
export interface Reserving extends Taken {
  readonly financing: string;
  readonly share: string;
  readonly category: string | null;
  readonly eligibleAt: 'transfer' | 'expense';
}

export function reservedBy(
  { programme, lender: named }: Asked,
  { line, credit, on, facts }: Signing,
): Reserving | null | Rejection {
  const expected = line.financing;
  if (expected !== (named?.financing ?? null)) return lenderDisagrees(named?.financing ?? null, expected);
  if (!named || expected === null) return null;
  const { lender } = facts;
  if (!lender.signed || lender.programme !== programme) return financingUnknown(expected);
  if (lender.currency !== named.currency) return notLendersCurrency(named.currency, lender.currency);
  const { category } = line;
  const eligibleAt = category === null ? 'transfer' : lender.eligibleAt[category];
  if (!eligibleAt) return codeUnknown('category', category ?? '', { programme, field: 'line.category' });
  const taken = inLendersCurrency(credit, { currency: lender.currency as CurrencyCode, on, facts });
  if (taken instanceof Rejection) return taken;
  const share = named.share ?? line.entity;
  return { financing: expected, share, category, eligibleAt, ...taken };
}

/** The lender pays nothing after closing, and before that there are papers to be made. */
export function pastClosing(
  endsOn: LocalDate,
  closingDate: LocalDate | null,
  marginDays: number,
): readonly Rejection[] {
  if (closingDate === null) return [];
  const lastDay = addDays(closingDate, -marginDays);
  if (endsOn <= lastDay) return [];
  return [
    new Rejection({
      code: 'PAST_CLOSING_DATE',
      message: `the lender closes on ${closingDate}, and agreements end ${marginDays} days before`,
      values: { endsOn, closingDate, marginDays, lastDay },
      cure: `let it end on ${lastDay} or earlier`,
      field: 'endsOn',
    }),
  ];
}

const lenderDisagrees = (given: string | null, expected: string | null): Rejection =>
  new Rejection({
    code: 'LENDER_DISAGREES_WITH_SOURCE',
    message:
      expected === null
        ? 'no lender pays what is from this source'
        : `what is from this source is paid by ${expected}`,
    values: { given, expected },
    cure: expected === null ? 'leave the lender out' : `name ${expected} as the lender`,
    field: 'lender.financing',
  });

const notLendersCurrency = (given: string, currency: string | null): Rejection =>
  new Rejection({
    code: 'CURRENCY_NOT_OF_FINANCING',
    message: `the lender's agreement is kept in ${currency}`,
    values: { given, currency },
    cure: `say that it is kept in ${currency}`,
    field: 'lender.currency',
  });
