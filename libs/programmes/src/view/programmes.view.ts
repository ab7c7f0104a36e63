import type { Projection, RecordedEvent, RowChange } from '@tramo/event-log';
import { figureRows, isFigureEvent } from './figure-rows';
import { financingRows, isFinancingEvent } from './financing-rows';
import { isProgrammeEvent, programmeRows } from './programme-rows';
import { programmesViewTables } from './tables';

/** Programmes with their dated lists, and the agreements that finance them. */
export const programmesProjection: Projection = {
  name: 'programmes',
  version: 3,
  tables: programmesViewTables,
  project: rowsOf,
};

function rowsOf(event: RecordedEvent): Iterable<RowChange> {
  const { effectiveOn } = event.metadata;
  if (isProgrammeEvent(event)) return programmeRows(event, effectiveOn);
  if (isFinancingEvent(event)) return financingRows(event, effectiveOn);
  if (isFigureEvent(event)) return figureRows(event, event.revision);
  return [];
}
