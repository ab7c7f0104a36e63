import { given } from '../../../../test/support/decider-kit';
import { DefineIndexHandler } from './define-index';
import { PublishIndexValuesHandler } from './publish-index-values';
import { SupersedeIndexValueHandler } from './supersede-index-value';
import type { Frequency } from './periods';

const index = 'ipc-cl';
const about = (frequency: Frequency) => ({
  index,
  name: 'Índice de precios al consumidor',
  country: 'CL',
  frequency,
  basePeriod: '2018',
  source: 'INE',
});
const defined = (frequency: Frequency = 'monthly') =>
  ({ type: 'IndexDefined', data: { ...about(frequency), by: 'ana' } }) as const;
const line = (period: string, value: string) => ({ period, value, source: 'INE' });
const published = (period: string, value: string) =>
  ({ type: 'IndexValuePublished', data: { index, ...line(period, value), by: 'ana' } }) as const;

describe('an index', () => {
  it('is defined once', () => {
    given(DefineIndexHandler).when(about('monthly')).thenAccepted(defined());
    given(DefineIndexHandler, defined()).when(about('yearly')).thenRefused('INDEX_EXISTS');
  });

  it('has a value for each period', () => {
    given(PublishIndexValuesHandler, defined())
      .when({ index, values: [line('2020-12', '107.23'), line('2021-12', '115.42')] })
      .thenAccepted(published('2020-12', '107.23'), published('2021-12', '115.42'));
  });

  it.each<[string, Frequency, ReturnType<typeof line>[]]>([
    ['PERIOD_MALFORMED', 'monthly', [line('2021', '1')]],
    ['PERIOD_MALFORMED', 'monthly', [line('2021-13', '1')]],
    ['PERIOD_MALFORMED', 'yearly', [line('2021-12', '1')]],
    ['PERIOD_MALFORMED', 'daily', [line('2021-02-29', '1')]],
    ['INDEX_VALUE_NOT_POSITIVE', 'daily', [line('2021-02-28', '0.00')]],
    ['INDEX_VALUE_NOT_POSITIVE', 'daily', [line('2021-02-28', '-1')]],
    ['INDEX_VALUE_NOT_POSITIVE', 'daily', [line('2021-02-28', '1e2')]],
    ['INDEX_VALUE_NOT_POSITIVE', 'daily', [line('2021-02-28', `1.${'1'.repeat(35)}`)]],
    ['PERIOD_GIVEN_TWICE', 'yearly', [line('2021', '1'), line('2021', '2')]],
  ])('refuses with %s what a %s index cannot have', (code, frequency, values) => {
    given(PublishIndexValuesHandler, defined(frequency)).when({ index, values }).thenRefused(code);
  });

  it('refuses a value that is there, whether it is another or the same', () => {
    const decide = given(PublishIndexValuesHandler, defined(), published('2021-12', '115.42'));
    const again = (value: string) =>
      decide
        .when({ index, values: [line('2021-12', value)] })
        .thenRefused('INDEX_VALUE_ALREADY_PUBLISHED')[0];
    expect(again('115.42')).toMatchObject({ cure: 'leave it out' });
    expect(again('115.43')).toMatchObject({ cure: 'supersede it, and say why', field: 'values.0.period' });
  });

  it('has values that can be superseded, and keeps what they were', () => {
    const decide = given(SupersedeIndexValueHandler, defined(), published('2021-12', '115.42'));
    const body = { index, ...line('2021-12', '115.43'), reason: 'final' };
    decide.when(body).thenAccepted({
      type: 'IndexValueSuperseded',
      data: { ...body, reading: 2, previous: { value: '115.42', source: 'INE' }, by: 'ana' },
    });
    decide.when({ ...body, period: '2021-11' }).thenRefused('INDEX_VALUE_NOT_PUBLISHED');
    decide.when({ ...body, period: '2021' }).thenRefused('PERIOD_MALFORMED');
    decide.when({ ...body, value: '115.42' }).thenRefused('NOTHING_TO_SUPERSEDE');
  });

  it('is there before its values are', () => {
    given(PublishIndexValuesHandler)
      .when({ index, values: [line('2021', '1')] })
      .thenRefused('NO_SUCH_INDEX');
    given(SupersedeIndexValueHandler)
      .when({ index, ...line('2021', '1'), reason: 'final' })
      .thenRefused('NO_SUCH_INDEX');
  });
});
