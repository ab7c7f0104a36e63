import type { PolicyInForce } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import { STEP_DAYS, TRANCHE_WAITS, waitingFor, type TrancheWait, type WaitOwner } from './clock';

/** A tranche that waits for somebody, and how many working days it has. */
export interface WaitingTranche {
  readonly agreement: string;
  readonly tranche: number;
  readonly wait: TrancheWait;
  readonly since: LocalDate;
  readonly days: number;
}

/** What waits at one step of all tranches. */
export interface StepLoad {
  readonly wait: TrancheWait;
  readonly owner: WaitOwner;
  readonly waiting: number;
  /** Of the days they have waited; null where none waits. */
  readonly median: number | null;
  readonly longest: number | null;
  /** The one that has waited longest. */
  readonly oldest: WaitingTranche | null;
  /** Working days that the policy gives the step. */
  readonly daysMax: number;
  readonly overdue: number;
}

/** Every step, those too at which nothing waits, in the order in which a tranche takes them. */
export const stepLoads = (
  tranches: readonly WaitingTranche[],
  policy: Pick<PolicyInForce, 'parameter'>,
): readonly StepLoad[] =>
  TRANCHE_WAITS.map((wait) => {
    const daysMax = daysMaxOf(wait, policy);
    const here = tranches.filter((one) => one.wait === wait).sort((a, b) => a.days - b.days);
    const oldest = here.at(-1) ?? null;
    return {
      wait,
      owner: waitingFor(wait),
      waiting: here.length,
      median: medianOf(here.map(({ days }) => days)),
      longest: oldest && oldest.days,
      oldest,
      daysMax,
      overdue: here.filter(({ days }) => days > daysMax).length,
    };
  });

export const daysMaxOf = (wait: TrancheWait, policy: Pick<PolicyInForce, 'parameter'>): number =>
  Number(policy.parameter(STEP_DAYS[wait]));

/** Of numbers in their order: the middle one, or what lies between the two in the middle. */
function medianOf(days: readonly number[]): number | null {
  if (days.length === 0) return null;
  const half = Math.floor(days.length / 2);
  const upper = days[half]!;
  return days.length % 2 === 1 ? upper : (days[half - 1]! + upper) / 2;
}
