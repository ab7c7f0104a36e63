import { defineDecider } from '@tramo/event-log';
import { Rejection } from '@tramo/kernel';
import type { Reading } from '../rates/rates.state';
import { indexEvents } from './index.events';
import type { Frequency } from './periods';

type ValuesOfMonth = Readonly<Record<string, Reading>>;

export interface IndexState {
  readonly defined: { readonly frequency: Frequency; readonly basePeriod: string } | undefined;
  /** By month first, or by year where there are no months, so that one more value copies little of what is there. */
  readonly byMonth: Readonly<Record<string, ValuesOfMonth>>;
}

const INITIAL: IndexState = { defined: undefined, byMonth: {} };

export const indexStream = (index: string): string => `index-${index}`;

const monthOfPeriod = (period: string): string => period.slice(0, 7);

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
  const month = monthOfPeriod(period);
  const ofMonth = { ...state.byMonth[month], [period]: { value, source, reading } };
  return { ...state, byMonth: { ...state.byMonth, [month]: ofMonth } };
}

export const readingOfPeriod = ({ byMonth }: IndexState, period: string): Reading | undefined =>
  byMonth[monthOfPeriod(period)]?.[period];

export const noSuchIndex = (index: string): Rejection =>
  new Rejection({
    code: 'NO_SUCH_INDEX',
    category: 'missing',
    message: `there is no index ${index}`,
    values: { index },
    cure: 'define it',
    field: 'index',
  });
