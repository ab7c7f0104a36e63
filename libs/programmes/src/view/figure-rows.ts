import type { EventOf, RowChange } from '@tramo/event-log';
import { figureEvents } from '../figures/figures.events';

type FigureEvent = EventOf<(typeof figureEvents)[number]>;

const TYPES: ReadonlySet<string> = new Set(figureEvents.map(({ type }) => type));

/** The catalogue has seen to it that a type's data are its own. */
export const isFigureEvent = (event: { readonly type: string }): event is FigureEvent =>
  TYPES.has(event.type);

export function* figureRows({ data }: FigureEvent, revision: number): Iterable<RowChange> {
  const { programme, figure, year, region, component, budgetCode, declared, value, unit, source, by } = data;
  yield {
    table: 'programme_figure',
    // A key has no nulls: what is about no region is about all of them.
    key: {
      programme,
      figure,
      year,
      region: region ?? '',
      component: component ?? '',
      budget_code: budgetCode ?? '',
      declared,
    },
    set: { value, unit, source, recorded_by: by, revision },
  };
}
