import { defineDecider } from '@tramo/event-log';
import { Rejection } from '@tramo/kernel';
import type { Reading } from '../rates/rates.state';
import { indexEvents } from './index.events';
import type { Frequency } from './periods';

type ValuesOfYear = Readonly<Record<string, Reading>>;

export interface IndexState {
  readonly defined: { readonly frequency: Frequency; readonly basePeriod: string } | undefined;
  /** By year first, so that one more value copies little of what is there. */
  readonly byYear: Readonly<Record<string, ValuesOfYear>>;
}

const INITIAL: IndexState = { defined: undefined, byYear: {} };

export const indexStream = (index: string): string => `index-${index}`;

const yearOfPeriod = (period: string): string => period.slice(0, 4);

export const indexDecider = defineDecider({
  events: indexEvents,
  initial: INITIAL,
  evolve: (state: IndexState, event): IndexState => {
    switch (event.type) {
      case 'IndexDefined': {
        const { frequency, basePeriod } = event.data;
        return { ...state, defined: { frequency, basePeriod } };
      }
      case 'IndexValuePublished':
        return withReading(state, event.data.period, { ...event.data, reading: 1 });
      case 'IndexValueSuperseded':
        return withReading(state, event.data.period, event.data);
    }
  },
});

function withReading(state: IndexState, period: string, { value, source, reading }: Reading): IndexState {
  const year = yearOfPeriod(period);
  const ofYear = { ...state.byYear[year], [period]: { value, source, reading } };
  return { ...state, byYear: { ...state.byYear, [year]: ofYear } };
}

export const readingOfPeriod = ({ byYear }: IndexState, period: string): Reading | undefined =>
  byYear[yearOfPeriod(period)]?.[period];

export const noSuchIndex = (index: string): Rejection =>
  new Rejection({
    code: 'NO_SUCH_INDEX',
    category: 'missing',
    message: `there is no index ${index}`,
    values: { index },
    cure: 'define it',
    field: 'index',
  });
