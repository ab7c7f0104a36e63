import type { RowChange, ViewTable } from '@tramo/event-log';
import type { AgreementEvent } from '../agreement.events';
import type { RecordedAt } from './recorded-at';

export const expenseTables = {} satisfies Readonly<Record<string, ViewTable>>;

export function* expenseRows(_event: AgreementEvent, _at: RecordedAt): Iterable<RowChange> {}
