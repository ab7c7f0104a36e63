import { Rejection } from '@tramo/kernel';
import type { EntityKind } from '@tramo/programmes';
import type { WorkStage } from './shapes';

export const workUnknown = (work: string): Rejection =>
  new Rejection({
    code: 'WORK_UNKNOWN',
    category: 'missing',
    message: `there is no municipal work ${work}`,
    values: { work },
    cure: 'sign its letter of intent first, or name one of this programme',
    field: 'work',
  });

export const workExists = (work: string): Rejection =>
  new Rejection({
    code: 'WORK_EXISTS',
    category: 'conflict',
    message: `there is a municipal work ${work} already`,
    values: { work },
    cure: 'go on with it, or give the new one a code of its own',
    field: 'work',
  });

export const designNotApproved = (work: string): Rejection =>
  new Rejection({
    code: 'DESIGN_NOT_APPROVED',
    category: 'conflict',
    message: `nobody has approved a final design of ${work}`,
    values: { work },
    cure: 'approve its final design first: the agreement is about the amount and the shares of that',
  });

export const workNotSigned = (work: string): Rejection =>
  new Rejection({
    code: 'WORK_NOT_SIGNED',
    category: 'conflict',
    message: `the agreement with the fund about ${work} is not signed`,
    values: { work },
    cure: 'sign it first',
  });

export const workSignedAlready = (work: string, reference: string): Rejection =>
  new Rejection({
    code: 'WORK_SIGNED_ALREADY',
    category: 'conflict',
    message: `about ${work} the agreement ${reference} is signed`,
    values: { work, reference },
    cure: 'go on under it: what it is about does not change any more',
  });

export const workSuspended = (work: string): Rejection =>
  new Rejection({
    code: 'WORK_SUSPENDED',
    category: 'conflict',
    message: `${work} is suspended`,
    values: { work },
    cure: 'resume it first',
  });

export const workNotSuspended = (work: string, state: WorkStage): Rejection =>
  new Rejection({
    code: 'WORK_NOT_SUSPENDED',
    category: 'conflict',
    message: `${work} is not suspended`,
    values: { work, state },
    cure: 'nothing is left to do',
  });

export const workHasEnded = (work: string, state: WorkStage): Rejection =>
  new Rejection({
    code: 'WORK_HAS_ENDED',
    category: 'conflict',
    message: `${work} is ${state}`,
    values: { work, state },
    cure: 'nothing more can be done under it',
  });

export const workNotAccepted = (work: string, state: WorkStage): Rejection =>
  new Rejection({
    code: 'WORK_NOT_ACCEPTED',
    category: 'conflict',
    message: `${work} is ${state}: what is retained is kept until it is accepted`,
    values: { work, state },
    cure: 'accept it first',
  });

interface Percentages {
  readonly [name: string]: string;
}

export const sharesDoNotAddUp = (shares: Percentages, sum: string): Rejection =>
  new Rejection({
    code: 'SHARES_DO_NOT_ADD_UP',
    message: "the municipality's and the lender's shares are the whole of a work",
    values: { ...shares, sum, expected: '100' },
    cure: 'give two percentages that add up to 100',
    field: 'lenderPercentage',
  });

export const lenderShareMissing = (lenderPercentage: string): Rejection =>
  new Rejection({
    code: 'LENDER_SHARE_MISSING',
    message: 'a work that no lender pays a part of is none of the programme',
    values: { lenderPercentage },
    cure: 'give the lender a share above zero',
    field: 'lenderPercentage',
  });

export const deductionsExceedSheet = (percentages: Percentages): Rejection =>
  new Rejection({
    code: 'DEDUCTIONS_EXCEED_SHEET',
    message: 'what a sheet amortises and retains together is no more than the sheet',
    values: { ...percentages, most: '100' },
    cure: 'agree on an advance and a retention of at most 100 percent together',
    field: 'retentionPercentage',
  });

export const notAFund = (entity: string, kind: EntityKind | null): Rejection =>
  new Rejection({
    code: 'NOT_A_FUND',
    message: `${entity} is no fund for municipal works`,
    values: { entity, kind, expected: 'fund' },
    cure: 'name, as the entity of the line, a fund that is registered in the programme',
    field: 'line.entity',
  });

export const endsBeforeStart = (startsOn: string, endsOn: string): Rejection =>
  new Rejection({
    code: 'ENDS_BEFORE_START',
    message: 'a work ends after it has begun',
    values: { startsOn, endsOn },
    cure: `let it end after ${startsOn}`,
    field: 'endsOn',
  });

export const payerMissing = (fund: string): Rejection =>
  new Rejection({
    code: 'PAYER_MISSING',
    message: `the lender's part leaves an operating account of ${fund}, which the treasury keeps`,
    values: { fund },
    cure: `name an operating account in the books of ${fund}, or open one first`,
    field: 'payer',
  });

interface OfPayer {
  readonly payer: string;
  readonly entity: string | null;
  readonly kind: string | null;
  readonly fund: string;
}

export const payerNotOfFund = (values: OfPayer): Rejection =>
  new Rejection({
    code: 'PAYER_NOT_OF_FUND',
    message: `${values.payer} is no operating account of ${values.fund}`,
    values: { ...values },
    cure: `name an operating account in the books of ${values.fund}`,
    field: 'payer',
  });
