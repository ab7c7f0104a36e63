import { Money, Rejection, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import { amountOf } from '../ground';
import type { Contribution, ContributionKind } from '../shapes';
import type { AskedMoney } from '../asking';
import type { CounterpartTerms, Instalment, Phase } from './contract.events';
import { counterpartTerms, type AskedCounterpart } from './counterpart-terms';
import {
  datesReversed,
  phaseTwice,
  phaseUnknown,
  progressOutOfRange,
  promisedTwice,
  tranchesOutOfOrder,
} from './terms-refusals';

export type AskedInstalment = {
  readonly tranche: number;
  readonly amount: AskedMoney;
  readonly budgetYear: string;
  readonly dueOn?: LocalDate | null;
  readonly milestone?: string | null;
  readonly progress?: string | null;
  readonly phase?: string | null;
};

export type AskedPhase = {
  readonly phase: string;
  readonly cap?: AskedMoney | null;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly counterpart?: AskedCounterpart | null;
};

export type AskedContribution = {
  readonly party: string;
  readonly kind: ContributionKind;
  readonly amount: AskedMoney;
};

export type AskedTerms = {
  readonly credit: AskedMoney;
  readonly endsOn: LocalDate;
  readonly tranches: readonly AskedInstalment[];
  readonly phases?: readonly AskedPhase[] | null;
  readonly counterpart?: AskedCounterpart | null;
  readonly promised?: readonly AskedContribution[] | null;
};

/** What was agreed, in full. */
export interface Terms {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly credit: Money;
  readonly tranches: readonly Instalment[];
  readonly phases: readonly Phase[];
  readonly counterpart: CounterpartTerms | null;
  readonly promised: readonly Contribution[];
}

/** Terms that make sense, whether they keep the rules or not. */
export function termsOf(
  asked: AskedTerms,
  { startsOn, currency }: { readonly startsOn: LocalDate; readonly currency: CurrencyCode },
): Terms | Rejection {
  const { endsOn } = asked;
  if (endsOn < startsOn) return datesReversed(startsOn, endsOn, 'endsOn');
  const kept = { credit: Money.zero(currency) };
  const credit = amountOf(asked.credit, kept, 'credit');
  if (credit instanceof Rejection) return credit;
  const phases = each(asked.phases ?? [], (phase, path) => phaseOf(phase, path, kept), 'phases');
  if (phases instanceof Rejection) return phases;
  const twice = phases.find((one, index) => phases.findIndex(({ phase }) => phase === one.phase) !== index);
  if (twice) return phaseTwice(twice.phase);
  const tranches = each(
    asked.tranches,
    (one, path, index) => instalmentOf(one, { path, index, before: asked.tranches[index - 1], phases, kept }),
    'tranches',
  );
  if (tranches instanceof Rejection) return tranches;
  const counterpart = asked.counterpart ? counterpartTerms(asked.counterpart, 'counterpart') : null;
  if (counterpart instanceof Rejection) return counterpart;
  const promised = promisesOf(asked.promised ?? [], kept);
  if (promised instanceof Rejection) return promised;
  return { startsOn, endsOn, credit, tranches, phases, counterpart, promised };
}

/** All of them, or what is wrong with the first that makes no sense. */
function each<Item, Made extends object>(
  items: readonly Item[],
  make: (item: Item, path: string, index: number) => Made | Rejection,
  field: string,
): readonly Made[] | Rejection {
  const made: Made[] = [];
  for (const [index, item] of items.entries()) {
    const one = make(item, `${field}.${index}`, index);
    if (one instanceof Rejection) return one;
    made.push(one);
  }
  return made;
}

type Kept = { readonly credit: Money };

function phaseOf(asked: AskedPhase, path: string, kept: Kept): Phase | Rejection {
  const { phase, from, until } = asked;
  if (until < from) return datesReversed(from, until, `${path}.until`);
  const cap = asked.cap ? amountOf(asked.cap, kept, `${path}.cap`) : null;
  if (cap instanceof Rejection) return cap;
  const counterpart = asked.counterpart ? counterpartTerms(asked.counterpart, `${path}.counterpart`) : null;
  if (counterpart instanceof Rejection) return counterpart;
  return { phase, cap: cap && cap.toJSON(), from, until, counterpart };
}

interface Among {
  readonly path: string;
  readonly index: number;
  readonly before: AskedInstalment | undefined;
  readonly phases: readonly Phase[];
  readonly kept: Kept;
}

const PROGRESS = /^(?:100(?:\.0{1,6})?|\d{1,2}(?:\.\d{1,6})?)$/;

function instalmentOf(
  asked: AskedInstalment,
  { path, index, before, phases, kept }: Among,
): Instalment | Rejection {
  const { tranche, budgetYear } = asked;
  const expected = index + 1;
  if (tranche !== expected || (before && budgetYear < before.budgetYear)) {
    return tranchesOutOfOrder(asked, { expected, before, path });
  }
  const amount = amountOf(asked.amount, kept, `${path}.amount`);
  if (amount instanceof Rejection) return amount;
  const progress = asked.progress ?? null;
  if (progress !== null && !PROGRESS.test(progress)) return progressOutOfRange(progress, `${path}.progress`);
  const phase = asked.phase ?? null;
  const names = phases.map((one) => one.phase);
  if (phase === null ? names.length > 0 : !names.includes(phase)) return phaseUnknown(phase, names, path);
  return {
    tranche,
    amount: amount.toJSON(),
    budgetYear,
    dueOn: asked.dueOn ?? null,
    milestone: asked.milestone ?? null,
    progress,
    phase,
  };
}

function promisesOf(asked: readonly AskedContribution[], kept: Kept): readonly Contribution[] | Rejection {
  const promises = each(
    asked,
    ({ party, kind, amount: given }, path) => {
      const amount = amountOf(given, kept, `${path}.amount`);
      return amount instanceof Rejection ? amount : { party, kind, amount: amount.toJSON() };
    },
    'promised',
  );
  if (promises instanceof Rejection) return promises;
  const twice = promises.findIndex(
    (one, index) =>
      promises.findIndex(({ party, kind }) => party === one.party && kind === one.kind) !== index,
  );
  return twice < 0 ? promises : promisedTwice(promises[twice]!, `promised.${twice}`);
}
