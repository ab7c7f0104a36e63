import { defineDecider } from '@tramo/event-log';
import { emptySharded, putSharded, type Sharded } from '@tramo/kernel';
import { figureEvents, type FigureAbout, type FigureReading } from './figures.events';

/** The figures of a programme as they now are, by what they are about. */
export interface FiguresState {
  readonly readings: Sharded<FigureReading>;
}

const INITIAL: FiguresState = { readings: emptySharded };

/** Apart from the programme itself, which every command of the house reads. */
export const figuresStream = (programme: string): string => `figures-${programme}`;

export const figureKey = ({ figure, year, region, component, budgetCode, declared }: FigureAbout): string =>
  JSON.stringify([figure, year, region, component, budgetCode, declared]);

export const figures = defineDecider({
  events: figureEvents,
  initial: INITIAL,
  evolve: ({ readings }: FiguresState, { data }): FiguresState => {
    const { value, unit, source } = data;
    return { readings: putSharded(readings, figureKey(data), { value, unit, source }) };
  },
});
