import type { PastAct } from '@tramo/identity';
import type { LocalDate, Money } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import type { SheetParts, SheetStage, WorkPlace, WorkStage } from './shapes';
import { minus, type Shared, type SheetAmounts, type Shares } from './shared';

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
  readonly reserved: { readonly financing: string; readonly amount: Money } | null;
}

export interface Sheet extends SheetAmounts {
  readonly sheet: number;
  readonly state: SheetStage;
  readonly progress: string;
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

/** What has become of the money so far: none of it is ever below zero. */
export interface WorkMoney {
  readonly deposited: Money;
  readonly verified: Money;
  /** Of the municipality's, what sheets that are paid have used. */
  readonly used: Money;
  readonly advanced: Shared;
  readonly amortised: Shared;
  /** Of sheets that are approved. */
  readonly gross: Shared;
  readonly retained: Shared;
  readonly released: Shared;
  /** In the lender's currency; null while nothing was. */
  readonly eligible: Money | null;
}

export interface WorkState {
  /** Null until the letter of intent is signed. */
  readonly letter: Letter | null;
  readonly design: Design | null;
  readonly contract: WorkContract | null;
  readonly stage: WorkStage;
  /** Where it is taken up again; null unless it is suspended. */
  readonly suspendedFrom: WorkStage | null;
  readonly committed: ReadonlyMap<string, CommittedYear>;
  readonly deposits: ReadonlyMap<string, { readonly amount: Money; readonly verifiedOn: LocalDate | null }>;
  readonly sheets: ReadonlyMap<number, Sheet>;
  /** Null until an amount is known. */
  readonly money: WorkMoney | null;
  readonly acts: readonly PastAct[];
  /** How many times money has left. */
  readonly payments: number;
}

export const initialWork: WorkState = {
  letter: null,
  design: null,
  contract: null,
  stage: 'intended',
  suspendedFrom: null,
  committed: new Map(),
  deposits: new Map(),
  sheets: new Map(),
  money: null,
  acts: [],
  payments: 0,
};

export const workStream = (work: string): string => `work-${work}`;
export const sheetScope = (work: string, sheet: number | 'advance' | 'acceptance'): string =>
  `${work}/${sheet}`;

/** Of the advance, what no sheet has amortised. */
export const unamortised = ({ advanced, amortised }: WorkMoney): Shared => minus(advanced, amortised);
/** Of what was retained, what is still held. */
export const heldOf = ({ retained, released }: WorkMoney): Shared => minus(retained, released);
