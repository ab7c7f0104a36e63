import { given } from '../../../../test/support/decider-kit';
import { RecordFiguresHandler, type AskedFigure } from './record-figures';

const programme = 'indap';
const known = { facts: { codes: { exists: true, unknown: [] } } };
const beneficiaries = (value: string, more: Partial<AskedFigure> = {}): AskedFigure => ({
  figure: 'beneficiaries',
  year: '2021',
  region: 'Maule',
  value,
  unit: 'usuarios',
  source: 'monitoreo 2021',
  ...more,
});
const recorded = (value: string, supersedes: string | null = null) =>
  ({
    type: 'FigureRecorded',
    data: {
      programme,
      figure: 'beneficiaries',
      year: '2021',
      region: 'Maule',
      component: null,
      budgetCode: null,
      declared: false,
      value,
      unit: 'usuarios',
      source: 'monitoreo 2021',
      supersedes:
        supersedes === null ? null : { value: supersedes, unit: 'usuarios', source: 'monitoreo 2021' },
      by: 'ana',
    },
  }) as const;

describe('figures that are no money', () => {
  it('are recorded, and a later one takes the place of the one before', () => {
    given(RecordFiguresHandler)
      .when({ programme, figures: [beneficiaries('1707')] }, known)
      .thenAccepted(recorded('1707'));
    given(RecordFiguresHandler, recorded('1707'))
      .when({ programme, figures: [beneficiaries('1710')] }, known)
      .thenAccepted(recorded('1710', '1707'));
  });

  it('stand beside what a document declared about the same', () => {
    const declared = beneficiaries('1700', { declared: true });
    const { data } = recorded('1700');
    given(RecordFiguresHandler, recorded('1707'))
      .when({ programme, figures: [declared] }, known)
      .thenAccepted({ type: 'FigureRecorded', data: { ...data, declared: true } });
  });

  it('may be zero, which is not the same as absent', () => {
    given(RecordFiguresHandler)
      .when({ programme, figures: [beneficiaries('0')] }, known)
      .thenAccepted(recorded('0'));
  });

  it.each([['-1'], ['1e3'], ['1,5'], ['']])('are decimals of zero or more, not %p', (value) => {
    const [refusal] = given(RecordFiguresHandler)
      .when({ programme, figures: [beneficiaries(value)] }, known)
      .thenRefused('FIGURE_MALFORMED');
    expect(refusal).toMatchObject({ field: 'figures.0.value', values: { value } });
  });

  it('are given once in a list, and not again as they are', () => {
    const twice = [beneficiaries('1'), beneficiaries('2')];
    given(RecordFiguresHandler).when({ programme, figures: twice }, known).thenRefused('FIGURE_GIVEN_TWICE');
    given(RecordFiguresHandler, recorded('1707'))
      .when({ programme, figures: [beneficiaries('1707')] }, known)
      .thenRefused('FIGURE_UNCHANGED');
  });

  it('are about codes of a programme that there are', () => {
    const decision = (facts: { exists: boolean; unknown: { place: 'region'; code: string }[] }) =>
      given(RecordFiguresHandler).when(
        { programme, figures: [beneficiaries('1')] },
        { facts: { codes: facts } },
      );
    decision({ exists: false, unknown: [] }).thenRefused('PROGRAMME_UNKNOWN');
    const [unknown] = decision({ exists: true, unknown: [{ place: 'region', code: 'Maule' }] }).thenRefused(
      'CODE_UNKNOWN',
    );
    expect(unknown).toMatchObject({ field: 'figures.0.region' });
    given(RecordFiguresHandler).when({ programme, figures: [] }, known).thenRefused('NOTHING_NAMED');
  });
});
