import { decides, LedgerCommand, type EventOf } from '@tramo/event-log';
import { accept, invariant, Rejection } from '@tramo/kernel';
import { malformedIndexValue, type IndexValueLine } from './index-values';
import type { IndexValuePublished } from './index.events';
import { indexDecider, indexStream, noSuchIndex, readingOfPeriod, type IndexState } from './index.state';

type Body = { readonly index: string; readonly values: readonly IndexValueLine[] };

export class PublishIndexValues extends LedgerCommand<Body> {}

export const INDEX_VALUES_MAX = 500;

export const PublishIndexValuesHandler = decides(PublishIndexValues, {
  decider: indexDecider,
  stream: ({ index }) => indexStream(index),
  decide: (state, { index, values }, { actor }) => {
    if (!state.defined) return noSuchIndex(index);
    const seen = new Map<string, number>();
    const events: EventOf<typeof IndexValuePublished>[] = [];
    for (const [place, line] of values.entries()) {
      const problem =
        malformedIndexValue(line, state.defined.frequency, `values.${place}.`) ??
        givenTwice(line, place, seen) ??
        alreadyPublished(state, line, place);
      if (problem) return problem;
      seen.set(line.period, place);
      const { period, value, source } = line;
      events.push({ type: 'IndexValuePublished', data: { index, period, value, source, by: actor } });
    }
    const [first, ...others] = events;
    invariant(first && values.length <= INDEX_VALUES_MAX, `one command publishes 1 to ${INDEX_VALUES_MAX}`);
    return accept([first, ...others]);
  },
});

function givenTwice(
  { period }: IndexValueLine,
  place: number,
  seen: ReadonlyMap<string, number>,
): Rejection | undefined {
  const first = seen.get(period);
  if (first === undefined) return undefined;
  return new Rejection({
    code: 'PERIOD_GIVEN_TWICE',
    message: 'each period is given once',
    values: { period, first: `values.${first}` },
    cure: `leave one of values.${first} and values.${place} out`,
    field: `values.${place}.period`,
  });
}

function alreadyPublished(
  state: IndexState,
  { period, value, source }: IndexValueLine,
  place: number,
): Rejection | undefined {
  const known = readingOfPeriod(state, period);
  if (!known) return undefined;
  const isSame = known.value === value && known.source === source;
  return new Rejection({
    code: 'INDEX_VALUE_ALREADY_PUBLISHED',
    category: 'conflict',
    message: `the value of ${period} is published already, and is ${isSame ? 'the same' : 'another'}`,
    values: {
      period,
      published: { value: known.value, source: known.source },
      given: { value, source },
    },
    cure: isSame ? 'leave it out' : 'supersede it, and say why',
    field: `values.${place}.period`,
  });
}
