import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { malformedIndexValue, type IndexValueLine } from './index-values';
import { indexDecider, indexStream, noSuchIndex, readingOfPeriod } from './index.state';

type Body = IndexValueLine & { readonly index: string; readonly reason: string };

/** Says what a value should have been, or has become now that it is final. */
export class SupersedeIndexValue extends LedgerCommand<Body> {}

export const SupersedeIndexValueHandler = decides(SupersedeIndexValue, {
  decider: indexDecider,
  stream: ({ index }) => indexStream(index),
  decide: (state, body, { actor }) => {
    const { index, period, value, source, reason } = body;
    if (!state.defined) return noSuchIndex(index);
    const malformed = malformedIndexValue(body, state.defined.frequency, '');
    if (malformed) return malformed;
    const known = readingOfPeriod(state, period);
    if (!known) return notPublished(index, period);
    if (known.value === value && known.source === source) return nothingToSupersede(body);
    const previous = { value: known.value, source: known.source };
    const reading = known.reading + 1;
    const data = { index, period, value, source, reading, previous, reason, by: actor };
    return accept([{ type: 'IndexValueSuperseded', data }]);
  },
});

const notPublished = (index: string, period: string): Rejection =>
  new Rejection({
    code: 'INDEX_VALUE_NOT_PUBLISHED',
    category: 'missing',
    message: 'only a published value can be superseded',
    values: { index, period },
    cure: 'publish it',
    field: 'period',
  });

const nothingToSupersede = ({ value, source }: Body): Rejection =>
  new Rejection({
    code: 'NOTHING_TO_SUPERSEDE',
    category: 'conflict',
    message: 'what supersedes says something else than what is there',
    values: { value, source },
    cure: 'give another value or another source',
    field: 'value',
  });
