import type { PastAct } from '@tramo/identity';
import type { LocalDate, Money, RateJson } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import type { Bouncing, Collected, SheetParts, SheetStage, WorkPlace, WorkStage } from './shapes';
import { minus, type Shared, type SheetAmounts, type Shares } from './shared';
import type { WorkData } from './work.events';

export interface Letter {
  readonly programme: string;
  readonly work: string;
  readonly municipality: string;
}

export interface Design extends Shares {
  readonly amount: Money;
}

/** What was signed with the fund. */
export interface WorkContract extends Shares {
  readonly reference: string;
  readonly place: WorkPlace;
  readonly amount: Money;
  readonly shared: Shared;
  readonly advancePercentage: string;
  readonly retentionPercentage: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly addenda: readonly string[];
  readonly reserved: WorkReserved | null;
}

/** What the work holds of the lender's category, in the lender's currency. */
export interface WorkReserved {
  readonly financing: string;
  readonly share: string;
  readonly category: string | null;
  /** What was taken when it was signed, and by addenda since. */
  readonly amount: Money;
  /** Of that, what has neither become eligible nor been given back. */
  readonly left: Money;
  readonly rate: RateJson | null;
}

export interface Sheet extends SheetAmounts {
  readonly sheet: number;
  readonly state: SheetStage;
  readonly progress: string;
  readonly measuredUntil: LocalDate;
  /** When its last step counted. */
  readonly on: LocalDate | null;
  /** It was paid, and came back. */
  readonly bounced: boolean;
  /** Once it is approved. */
  readonly approved: {
    readonly budgetYear: string;
    readonly commitment: string;
    readonly parts: SheetParts;
  } | null;
}

export interface CommittedYear {
  readonly commitment: string;
  readonly line: Line;
  readonly amount: Money;
  /** Of it, what sheets have accrued. */
  readonly accrued: Money;
}

/** Money that has left, and may come back. */
export interface WorkPayment {
  readonly payment: string;
  readonly of: Bouncing;
  readonly payer: string | null;
  readonly collected: Collected;
  readonly shared: Shared;
  readonly paid: WorkData<'WorkPaymentBounced'>['paid'];
  readonly on: LocalDate | null;
  readonly bounced: boolean;
}

export interface MunicipalDeposit {
  readonly amount: Money;
  readonly account: string | null;
  readonly depositedOn: LocalDate;
  readonly verifiedOn: LocalDate | null;
  /** Who has recorded it; somebody else verifies it. */
  readonly by: string;
  /** When what is last known of it counted. */
  readonly on: LocalDate | null;
  readonly reversed: boolean;
  /** The line of the bank that shows it; null until one does. */
  readonly shownBy: string | null;
}

/** What has become of the money so far: none of it is ever below zero. */
export interface WorkMoney {
  readonly deposited: Money;
  /** Of it, what nobody had promised. */
  readonly beyondPromise: Money;
  /** Of its share, what it owes no more, since the work has ended. */
  readonly forgone: Money;
  readonly verified: Money;
  /** Of the municipality's, what sheets that are paid have used. */
  readonly used: Money;
  readonly advanced: Shared;
  readonly amortised: Shared;
  /** Of sheets that are approved. */
  readonly gross: Shared;
  readonly retained: Shared;
  readonly released: Shared;
}

/** When a step counted, and null while it did not. */
export type WorkDates = Readonly<
  Record<'letter' | 'design' | 'agreement' | 'request' | 'acceptance', LocalDate | null>
>;

export interface WorkState {
  /** Null until the letter of intent is signed. */
  readonly letter: Letter | null;
  readonly design: Design | null;
  readonly contract: WorkContract | null;
  readonly stage: WorkStage;
  /** Where it is taken up again; null unless it is suspended. */
  readonly suspendedFrom: WorkStage | null;
  readonly committed: ReadonlyMap<string, CommittedYear>;
  readonly deposits: ReadonlyMap<string, MunicipalDeposit>;
  /** By collection account, what of the verified deposits on it is still there. */
  readonly collected: ReadonlyMap<string, Money>;
  /** Of an advance that is asked for and not paid yet. */
  readonly requested: Money | null;
  readonly sheets: ReadonlyMap<number, Sheet>;
  /** Null until an amount is known. */
  readonly money: WorkMoney | null;
  readonly acts: readonly PastAct[];
  /** Every time money has left. */
  readonly payments: ReadonlyMap<string, WorkPayment>;
  /** How often something of the advance came back. */
  readonly advanceReturns: number;
  readonly dates: WorkDates;
}

export const initialWork: WorkState = {
  letter: null,
  design: null,
  contract: null,
  stage: 'intended',
  suspendedFrom: null,
  committed: new Map(),
  deposits: new Map(),
  collected: new Map(),
  requested: null,
  sheets: new Map(),
  money: null,
  acts: [],
  payments: new Map(),
  advanceReturns: 0,
  dates: { letter: null, design: null, agreement: null, request: null, acceptance: null },
};

export const workStream = (work: string): string => `work-${work}`;
/** What of a work an act is about: a sheet, one of the payments beside them, or all of it. */
export type OfWork = number | 'advance' | 'acceptance' | 'return' | 'whole';

export const scopesOf = (work: string, of: OfWork) =>
  of === 'whole' ? { agreement: work } : { agreement: work, tranche: `${work}/${of}` };

/** Of the advance, what no sheet has amortised. */
export const unamortised = ({ advanced, amortised }: WorkMoney): Shared => minus(advanced, amortised);
/** What the municipality has to pay in, in all. */
export const promisedBy = ({ shared }: WorkContract, { forgone }: WorkMoney): Money =>
  shared.municipal.minus(forgone);
/** Of what was retained, what is still held. */
export const heldOf = ({ retained, released }: WorkMoney): Shared => minus(retained, released);
