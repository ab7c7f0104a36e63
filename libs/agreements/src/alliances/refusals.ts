import { Rejection, type LocalDate, type Money } from '@tramo/kernel';

export const allianceUnknown = (alliance: string, field?: string): Rejection =>
  new Rejection({
    code: 'ALLIANCE_UNKNOWN',
    category: 'missing',
    message: `there is no alliance ${alliance}`,
    values: { alliance },
    cure: 'request it first, or name one that was requested in this programme',
    ...(field !== undefined && { field }),
  });

export const allianceExists = (alliance: string): Rejection =>
  new Rejection({
    code: 'ALLIANCE_EXISTS',
    category: 'conflict',
    message: `there is an alliance ${alliance} already`,
    values: { alliance },
    cure: 'go on with it, or give the new one a code of its own',
    field: 'alliance',
  });

export const beforeLastStep = (effectiveOn: LocalDate, since: LocalDate): Rejection =>
  new Rejection({
    code: 'BEFORE_LAST_STEP',
    message: `the last step of the alliance counts from ${since}, and what follows it comes no earlier`,
    values: { effectiveOn, since },
    cure: `date it ${since} or later`,
    field: 'effectiveOn',
  });

export const womenExceedProducers = (women: number, producers: number): Rejection =>
  new Rejection({
    code: 'WOMEN_EXCEED_PRODUCERS',
    message: 'women are counted among the producers',
    values: { women, producers, excess: women - producers },
    cure: `name at most ${producers} women, or more producers`,
    field: 'organisation.women',
  });

export const amountNotPositive = (amount: Money, field: string): Rejection =>
  new Rejection({
    code: 'AMOUNT_NOT_POSITIVE',
    message: 'an amount is more than zero',
    values: { amount },
    cure: 'give an amount above zero',
    field,
  });

export const currencyNotOfProgramme = (given: string, currency: string | null, field: string): Rejection =>
  new Rejection({
    code: 'CURRENCY_NOT_OF_PROGRAMME',
    message: `the programme keeps its books in ${currency}`,
    values: { given, currency },
    cure: `give the amount in ${currency}`,
    field: `${field}.currency`,
  });

interface PlanAmounts {
  readonly total: Money;
  readonly credit: Money;
  readonly counterpart: Money;
}

export const planDoesNotAddUp = ({ total, credit, counterpart }: PlanAmounts): Rejection => {
  const sum = credit.plus(counterpart);
  return new Rejection({
    code: 'PLAN_DOES_NOT_ADD_UP',
    message: 'what is asked of the programme and of the organisation is the total of the plan',
    values: { total, credit, counterpart, sum, difference: total.minus(sum) },
    cure: `give ${sum.toString()} as the total, or a credit and a counterpart that make ${total.toString()}`,
    field: 'total',
  });
};

export const opinionsMissing = (alliance: string, missing: readonly string[]): Rejection =>
  new Rejection({
    code: 'OPINIONS_MISSING',
    message: `alliance ${alliance} is prioritised on five opinions`,
    values: { alliance, missing },
    cure: `have these opinions given first: ${missing.join(', ')}`,
  });

export const opinionUnfavourable = (alliance: string, aspects: readonly string[]): Rejection =>
  new Rejection({
    code: 'OPINION_UNFAVOURABLE',
    message: `the plan of alliance ${alliance} is not prioritised against an opinion`,
    values: { alliance, aspects },
    cure:
      `have the plan formulated anew and rated again, or another opinion given on these aspects: ` +
      `${aspects.join(', ')}; or decline the alliance`,
  });

export const agreementNotClosed = (agreement: string, standing: string): Rejection =>
  new Rejection({
    code: 'ALLIANCE_AGREEMENT_OPEN',
    category: 'conflict',
    message: `agreement ${agreement} of the alliance is ${standing}`,
    values: { agreement, standing },
    cure: `close agreement ${agreement} first`,
    field: 'alliance',
  });
