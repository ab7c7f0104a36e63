import { Rejection, type LocalDate, type Money } from '@tramo/kernel';

export const agreementExists = (agreement: string): Rejection =>
  new Rejection({
    code: 'AGREEMENT_EXISTS',
    category: 'conflict',
    message: `there is an agreement ${agreement} already`,
    values: { agreement },
    cure: 'change it by an addendum, or give the new one a code of its own',
    field: 'agreement',
  });

export function correctsTheFuture(
  correctsOn: LocalDate | null,
  effectiveOn: LocalDate,
): readonly Rejection[] {
  if (correctsOn === null || correctsOn < effectiveOn) return [];
  return [
    new Rejection({
      code: 'CORRECTS_THE_FUTURE',
      message: 'what is corrected lies before the correction',
      values: { correctsOn, effectiveOn },
      cure: `say a date before ${effectiveOn} in correctsOn, or leave it out`,
      field: 'correctsOn',
    }),
  ];
}

export const instalmentUnknown = (budgetYear: string, years: readonly string[]): Rejection =>
  new Rejection({
    code: 'INSTALMENT_UNKNOWN',
    category: 'missing',
    message: `no tranche is agreed for ${budgetYear}`,
    values: { budgetYear, years },
    cure: `name ${years.join(' or ')}, or have an addendum agree on a tranche of ${budgetYear}`,
    field: 'budgetYear',
  });

interface OfYear {
  readonly budgetYear: string;
  readonly agreed: Money;
  readonly committed: Money;
  readonly asked: Money;
}

export function instalmentExceeded({ budgetYear, agreed, committed, asked }: OfYear): Rejection {
  const left = agreed.minus(committed);
  return new Rejection({
    code: 'INSTALMENT_EXCEEDED',
    message: `of the ${agreed.toString()} agreed for ${budgetYear}, ${left.toString()} is not committed`,
    values: { budgetYear, agreed, committed, left, asked, excess: asked.minus(left) },
    cure: left.isPositive()
      ? `commit at most ${left.toString()}, or have an addendum agree on more`
      : `have an addendum agree on more for ${budgetYear}`,
    field: 'amount',
  });
}

export const nothingCommitted = (budgetYear: string, years: readonly string[]): Rejection =>
  new Rejection({
    code: 'NOTHING_COMMITTED',
    category: 'missing',
    message: `nothing of ${budgetYear} is committed and not accrued`,
    values: { budgetYear, years },
    cure: years.length > 0 ? `name a year of which something is: ${years.join(', ')}` : 'commit it first',
    field: 'budgetYear',
  });

interface Releasing {
  readonly budgetYear: string;
  readonly committed: Money;
  readonly left: Money;
  readonly asked: Money;
}

export const releaseBelowAccrued = ({ budgetYear, committed, left, asked }: Releasing): Rejection =>
  new Rejection({
    code: 'RELEASE_BELOW_ACCRUED',
    message: `of the ${committed.toString()} committed for ${budgetYear}, ${left.toString()} is not accrued`,
    values: {
      budgetYear,
      committed,
      accrued: committed.minus(left),
      left,
      asked,
      excess: asked.minus(left),
    },
    cure: `release at most ${left.toString()}, or cancel an approved tranche first`,
    field: 'amount',
  });

export const notSuspended = (agreement: string, standing: string): Rejection =>
  new Rejection({
    code: 'AGREEMENT_NOT_SUSPENDED',
    category: 'conflict',
    message: `agreement ${agreement} is ${standing}`,
    values: { agreement, standing },
    cure: standing === 'in-force' ? 'nothing is left to do' : 'sign a new agreement',
    field: 'agreement',
  });

export const hasEnded = (agreement: string, standing: string): Rejection =>
  new Rejection({
    code: 'AGREEMENT_NOT_IN_FORCE',
    category: 'conflict',
    message: `agreement ${agreement} is ${standing}`,
    values: { agreement, standing },
    cure:
      standing === 'terminated' ? 'settle what is left, and close it' : 'nothing more can be done under it',
    field: 'agreement',
  });

export const payeeNamedAlready = (account: string): Rejection =>
  new Rejection({
    code: 'PAYEE_NAMED_ALREADY',
    category: 'conflict',
    message: `tranches go to account ${account} already`,
    values: { account },
    cure: 'nothing is left to do; name another account where it changes',
    field: 'account',
  });
