import type { DecisionContext, Fact } from '@tramo/event-log';
import { affiliationOn, type Affiliation, type Engagement } from '@tramo/identity';
import { Money, Rejection, type LocalDate } from '@tramo/kernel';
import { programmeFact, rulesOfProgramme, type ProgrammeAnswer } from '@tramo/programmes';
import type { AgreementState } from './agreement.state';
import type { Contract } from './contract/contract.state';
import { beforeLastStep } from './days';

/** On the body of every command about an agreement that is signed. */
export type AskedOfAgreement = {
  readonly programme: string;
  readonly agreement: string;
  /** Of what posts: the date in a closed month that it puts right. */
  readonly correctsOn?: string | null;
};

/** What a decision stands on: the agreement as it is, and the rules broken before it begins. */
export interface Ground {
  readonly contract: Contract;
  readonly broken: readonly Rejection[];
  /** What every event of it says. */
  readonly of: { readonly programme: string; readonly agreement: string };
  readonly correctsOn: LocalDate | null;
}

/** The month and the programme of what a command posts. */
export const programmeOfAgreement = <Body extends AskedOfAgreement>(): Fact<
  Body,
  AgreementState,
  ProgrammeAnswer
> => programmeFact<Body, AgreementState>({ programme: ({ programme }) => programme, lines: () => [] });

type Context = Pick<DecisionContext<{ readonly programme: ProgrammeAnswer }>, 'effectiveOn' | 'facts'>;

/** Of commands that post: an agreement of the programme, in a month that is open, after what they rest on. */
export function groundOf(
  { contract, days }: AgreementState,
  { programme, agreement, correctsOn }: AskedOfAgreement,
  { effectiveOn, facts }: Context,
  restsOn: readonly string[] = [],
): Ground | Rejection {
  const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
  if (rules instanceof Rejection) return rules;
  if (contract?.programme !== programme) return agreementUnknown(programme, agreement);
  const corrected = (correctsOn ?? null) as LocalDate | null;
  return {
    contract,
    of: { programme, agreement },
    correctsOn: corrected,
    broken: [
      ...rules,
      ...beforeLastStep(days, effectiveOn, restsOn),
      ...(corrected !== null && corrected >= effectiveOn ? [correctsTheFuture(corrected, effectiveOn)] : []),
    ],
  };
}

/** Broken while the agreement does not stand as it was signed. */
export function standing({ standing: state, agreement }: Contract): readonly Rejection[] {
  if (state === 'in-force') return [];
  return [
    new Rejection({
      code: 'AGREEMENT_NOT_IN_FORCE',
      category: 'conflict',
      message: `agreement ${agreement} is ${state}`,
      values: { agreement, standing: state },
      cure: state === 'suspended' ? 'resume it first' : 'nothing more can be done under it',
      field: 'agreement',
    }),
  ];
}

/** Somebody, with what ties them to others, as an event keeps it. */
export const doneBy = (
  { actor, actedOn }: Pick<DecisionContext, 'actor' | 'actedOn'>,
  people: readonly Engagement[],
): { readonly on: LocalDate; readonly affiliation: Affiliation } => ({
  on: actedOn,
  affiliation: affiliationOn(people, actor, actedOn),
});

export const agreementUnknown = (programme: string, agreement: string): Rejection =>
  new Rejection({
    code: 'AGREEMENT_UNKNOWN',
    category: 'missing',
    message: `${programme} has no agreement ${agreement}`,
    values: { programme, agreement },
    cure: 'sign it first, or name one that is signed',
    field: 'agreement',
  });

const correctsTheFuture = (correctsOn: LocalDate, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'CORRECTS_THE_FUTURE',
    message: 'what is corrected lies before the correction',
    values: { correctsOn, effectiveOn },
    cure: `say a date before ${effectiveOn} in correctsOn, or leave it out`,
    field: 'correctsOn',
  });

/** An amount of the agreement's currency, above zero. */
export function amountOf(
  asked: { readonly amount: string; readonly currency: string },
  { credit }: Pick<Contract, 'credit'>,
  field: string,
): Money | Rejection {
  const amount = Money.asked(asked);
  const currency = credit.currency.code;
  if (amount.currency.code !== currency) {
    return new Rejection({
      code: 'CURRENCY_NOT_OF_AGREEMENT',
      message: `the agreement is kept in ${currency}`,
      values: { given: amount.currency.code, currency },
      cure: `give the amount in ${currency}`,
      field: `${field}.currency`,
    });
  }
  if (amount.isPositive()) return amount;
  return new Rejection({
    code: 'AMOUNT_NOT_POSITIVE',
    message: 'an amount is more than zero',
    values: { amount },
    cure: 'give an amount above zero; what was wrong is reversed by an act of its own',
    field,
  });
}
