import type { LocalDate } from '@tramo/kernel';
import { after, day, type Act } from './act';
import { Life, type Stage } from './life';
import { opening, year } from './programme';

/** How many alliances have come how far; the furthest began first. */
const PLAN: readonly (readonly [Stage, number])[] = [
  ['concluded', 1],
  ['third-tranche', 2],
  ['second-tranche', 6],
  ['terminated', 1],
  ['suspended', 1],
  ['justified', 4],
  ['reported', 3],
  ['ineligible', 2],
  ['observed', 4],
  ['tranche-paid', 5],
  ['tranche-bounced', 1],
  ['tranche-sent', 1],
  ['tranche-ordered', 1],
  ['tranche-approved', 2],
  ['tranche-signed-once', 2],
  ['tranche-reviewed', 2],
  ['tranche-requested', 2],
  ['deposited', 2],
  ['funded', 2],
  ['signed', 1],
  ['prioritised', 4],
  ['heard', 4],
  ['planned', 3],
  ['declined', 1],
  ['assessed', 2],
  ['requested', 4],
];

const FIRST = day('2022-01-17');
const DAYS_APART = 3;
/** Nothing of the demonstration happens after it. */
const LAST: LocalDate = day('2022-12-31');

/** The year 2022 of PAR II: what was printed, and some sixty alliances that nobody has ever heard of. */
export function demonstration(): readonly Act[] {
  const stages = PLAN.flatMap(([stage, count]) => Array.from({ length: count }, () => stage));
  const lives = stages.flatMap((stage, index) =>
    new Life(index + 1, after(FIRST, index * DAYS_APART), stage).lived(),
  );
  const acts = [...opening, ...year, ...lives].filter(({ on }) => on <= LAST);
  // Day by day, and on one day in the order in which they were thought of.
  return acts
    .map((act, index) => ({ act, index }))
    .sort(byDay)
    .map(({ act }) => act);
}

interface Placed {
  readonly act: Act;
  readonly index: number;
}

const byDay = (a: Placed, b: Placed): number =>
  a.act.on === b.act.on ? a.index - b.index : a.act.on < b.act.on ? -1 : 1;
