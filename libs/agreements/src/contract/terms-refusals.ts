import { Rejection, type LocalDate } from '@tramo/kernel';
import type { Contribution } from '../shapes';
import type { Instalment } from './contract.events';

/** Of terms that make no sense, whenever they were signed. */

export const datesReversed = (from: LocalDate, until: LocalDate, field: string): Rejection =>
  new Rejection({
    code: 'DATES_REVERSED',
    message: 'what ends has begun before',
    values: { from, until },
    cure: `give a last day of ${from} or later`,
    field,
  });

interface Order {
  readonly expected: number;
  readonly before: Pick<Instalment, 'tranche' | 'budgetYear'> | undefined;
  readonly path: string;
}

export function tranchesOutOfOrder(
  { tranche, budgetYear }: Pick<Instalment, 'tranche' | 'budgetYear'>,
  { expected, before, path }: Order,
): Rejection {
  const numbered = tranche === expected;
  return new Rejection({
    code: 'TRANCHES_OUT_OF_ORDER',
    message: numbered
      ? `tranche ${tranche} is of ${budgetYear}, before tranche ${before?.tranche} of ${before?.budgetYear}`
      : `the tranche in place ${expected} is numbered ${tranche}`,
    values: { tranche, expected, budgetYear, yearBefore: before?.budgetYear ?? null },
    cure: 'number the tranches from 1 without a gap, in the order of their years',
    field: numbered ? `${path}.budgetYear` : `${path}.tranche`,
  });
}

export const progressOutOfRange = (percentage: string, field: string): Rejection =>
  new Rejection({
    code: 'PERCENTAGE_OUT_OF_RANGE',
    message: 'progress is between 0 % and 100 %',
    values: { percentage },
    cure: 'give a percentage from 0 to 100, as text with at most six decimals',
    field,
  });

export const phaseUnknown = (phase: string | null, phases: readonly string[], path: string): Rejection =>
  new Rejection({
    code: 'PHASE_UNKNOWN',
    message:
      phase === null
        ? 'a tranche of an agreement in phases belongs to one of them'
        : `the agreement has no phase ${phase}`,
    values: { phase, phases },
    cure: phases.length > 0 ? `name ${phases.join(' or ')}` : 'leave it out, or name the phases',
    field: `${path}.phase`,
  });

export const phaseTwice = (phase: string): Rejection =>
  new Rejection({
    code: 'PHASE_TWICE',
    message: `phase ${phase} is there twice`,
    values: { phase },
    cure: 'name each phase once; one that is renewed has a name of its own',
    field: 'phases',
  });

export const promisedTwice = ({ party, kind }: Contribution, field: string): Rejection =>
  new Rejection({
    code: 'PROMISED_TWICE',
    message: `what ${party} promises ${kind === 'cash' ? 'in cash' : 'in kind'} is there twice`,
    values: { party, kind },
    cure: 'name each party and kind once, with all that it promises',
    field,
  });
