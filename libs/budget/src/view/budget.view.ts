import type { Projection, RecordedEvent, RowChange } from '@tramo/event-log';
import { unreachable, type LocalDate } from '@tramo/kernel';
import { budgetEvents, type BudgetEvent, type DataOf } from '../events';
import { carriedForward, inscribed, reduced, requested, settled, transferred } from './appropriation-rows';
import {
  commitmentMade,
  commitmentPassed,
  commitmentReleased,
  lapsed,
  preCommitmentMade,
  preCommitmentReleased,
  reclassified,
} from './held-rows';
import { moved, yearKey } from './rows';
import { budgetViewTables } from './tables';

/** Budget years: their lines with all their states, who holds what of them, and the law behind it. */
export const budgetProjection: Projection = {
  name: 'budget',
  version: 2,
  tables: budgetViewTables,
  *project(recorded) {
    if (!isBudgetEvent(recorded)) return;
    const { revision } = recorded;
    const { effectiveOn } = recorded.metadata;
    yield* rowsOf(recorded, { revision, effectiveOn });
    const key = yearKey(recorded.data);
    yield { table: 'budget_year', key, set: { revision } };
  },
};

const TYPES: ReadonlySet<string> = new Set(budgetEvents.map(({ type }) => type));
type RecordedBudgetEvent = BudgetEvent & Pick<RecordedEvent, 'revision' | 'metadata'>;

/** The catalogue has seen to it that a type's data are its own. */
const isBudgetEvent = (event: Pick<RecordedEvent, 'type'>): event is RecordedBudgetEvent =>
  TYPES.has(event.type);

function rowsOf(
  { type, data }: BudgetEvent,
  place: { readonly revision: number; readonly effectiveOn: LocalDate },
): Iterable<RowChange> {
  switch (type) {
    case 'BudgetOpened':
      return [yearOpened(data, place.effectiveOn)];
    case 'BudgetPlanned':
      return [moved(data, { programmed: 1n })];
    case 'PlanReduced':
      return [moved(data, { programmed: -1n })];
    case 'InscriptionRequested':
      return requested(data);
    case 'InscriptionRequestWithdrawn':
      return settled(data, data.request);
    case 'AppropriationInscribed':
      return inscribed(data, place);
    case 'AppropriationTransferred':
      return transferred(data, place);
    case 'AppropriationReduced':
      return reduced(data, place);
    case 'AppropriationCarriedForward':
      return carriedForward(data, place);
    case 'LineReclassified':
      return reclassified(data);
    case 'PreCommitmentMade':
      return preCommitmentMade(data);
    case 'PreCommitmentReleased':
      return preCommitmentReleased(data);
    case 'CommitmentMade':
      return commitmentMade(data, place.effectiveOn);
    case 'CommitmentReleased':
      return commitmentReleased(data);
    case 'CommitmentMoved':
      return commitmentPassed(data);
    case 'BudgetYearClosed':
      return [yearClosed(data, place.effectiveOn)];
    case 'BalancesLapsed':
      return [...lapsed(data), stillToLapse(data)];
    case 'CarryForwardReserved':
      return [moved(data, { carried: -1n, available: -1n })];
    case 'CarryForwardConfirmed':
      return [];
    case 'CarryForwardReturned':
      return [moved(data, { carried: 1n, available: 1n })];
    default:
      return unreachable(type, 'event of a budget');
  }
}

const yearOpened = (data: DataOf<'BudgetOpened'>, openedOn: LocalDate): RowChange => ({
  table: 'budget_year',
  key: yearKey(data),
  set: {
    currency: data.currency,
    entity: data.entity,
    state: 'open',
    opened_on: openedOn,
    closed_on: null,
    committed_at_close: null,
  },
});

const yearClosed = (data: DataOf<'BudgetYearClosed'>, closedOn: LocalDate): RowChange => ({
  table: 'budget_year',
  key: yearKey(data),
  set: { state: 'closed', closed_on: closedOn, committed_at_close: data.committed },
});

const stillToLapse = (data: DataOf<'BalancesLapsed'>): RowChange => ({
  table: 'budget_year',
  key: yearKey(data),
  set: { still_to_lapse: data.stillToLapse },
});
