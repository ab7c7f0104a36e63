import { fold } from '@tramo/kernel';
import { budget } from './budget';
import type { BudgetState } from './budget.state';
import { balancesToLapse } from './commands/balances';
import type { BudgetEvent, DataOf } from './events';
import type { Balance } from './events/shapes';

type Back =
  | { readonly type: 'CommitmentMoved'; readonly data: DataOf<'CommitmentMoved'> }
  | { readonly type: 'CommitmentReleased'; readonly data: DataOf<'CommitmentReleased'> };

/**
 * What comes back to a year that is closed goes where its closing would have taken it: what is available lapses, and
 * what is committed too, unless the country's rule keeps that.
 */
export function withItsLapse(state: BudgetState, back: Back): readonly BudgetEvent[] {
  const { closed } = state;
  const balance = closed && lapsing(back, closed.committed);
  if (!balance) return [back];
  const { programme, budgetYear, by, correctsOn, line } = back.data;
  const lapse = (stillToLapse: number): BudgetEvent => ({
    type: 'BalancesLapsed',
    data: { programme, budgetYear, by, correctsOn, balances: [{ line, balance }], stillToLapse },
  });
  const after = fold(budget, [back, lapse(0)], state);
  return [back, lapse([...balancesToLapse(after, closed.committed)].length)];
}

function lapsing({ type, data }: Back, committed: 'lapse' | 'kept'): Balance | null {
  const to = type === 'CommitmentMoved' ? data.to : 'available';
  const { id, agreement, amount } = data;
  if (to === 'available') return { state: to, holder: null, agreement, amount };
  return to === 'committed' && committed === 'lapse' ? { state: to, holder: id, agreement, amount } : null;
}
