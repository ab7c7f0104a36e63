import { fold, Rejection, type Decision } from '@tramo/kernel';
import type { ReservationContext } from '@tramo/event-log';
import {
  clock,
  date,
  facts,
  investing,
  operating,
  requested,
  signed,
  still,
  suspended,
  today,
  toOperating,
  toPlanned,
  toPrioritised,
  toSigned,
  unsigned,
} from './alliances.testing';
import { allianceAnswer } from './alliance-fact';
import { alliance, type AllianceState } from './alliance.state';
import type { AllianceEvent } from './alliance.events';
import { BeginInvestmentHandler } from './commands/carry-out-alliance';
import { signsAlliance } from './signs-alliance';
import { given } from '../../../../test/support/decider-kit';

const ask = { alliance: 'al-1', agreement: 'A-17', by: 'rosa' };
const signs = signsAlliance<object, unknown>(() => ask);
const context: ReservationContext = {
  actor: 'rosa',
  roles: [],
  mode: 'live',
  effectiveOn: today,
  now: '2022-03-31T12:00:00.000Z',
  reservationId: 'res-1',
  forStream: 'agreement-A-17',
};
const after = (...events: readonly AllianceEvent[]): AllianceState => fold(alliance, events);
const reserve = (state: AllianceState, more = {}): Decision<AllianceEvent> =>
  signs.reserve(state, ask, { ...context, ...more }) as Decision<AllianceEvent>;
const release = (...events: readonly AllianceEvent[]): Decision<AllianceEvent> =>
  signs.release(after(...events), 'res-1', 'refused') as Decision<AllianceEvent>;
const codes = (decision: Decision<AllianceEvent>): readonly string[] =>
  decision instanceof Rejection ? [decision.code] : decision.broken.map(({ code }) => code);

test('an agreement asks its alliance, and one without asks nobody', () => {
  expect(signs.plan({}, {}, [])).toEqual([{ stream: 'alliance-al-1', ask }]);
  expect(signsAlliance<object, unknown>(() => undefined).plan({}, {}, [])).toEqual([]);
});

test('what was prioritised is signed with its agreement', () => {
  expect(reserve(after(...toPrioritised))).toEqual({ events: [signed], broken: [] });
});

test('what was not prioritised, or is signed already, or is not there, is not', () => {
  expect(codes(reserve(after()))).toEqual(['ALLIANCE_UNKNOWN']);
  const early = reserve(after(...toPlanned));
  expect(codes(early)).toEqual(['ALLIANCE_NOT_PRIORITISED']);
  expect(early).toMatchObject({
    broken: [{ cure: 'first have it prioritised', values: { state: 'planned' } }],
  });
  expect(codes(reserve(after(...toSigned)))).toEqual(['ALLIANCE_NOT_PRIORITISED']);
  const dated = { ...requested, effectiveOn: date('2022-04-01') };
  expect(codes(reserve(after(dated, ...toPrioritised.slice(1))))).toEqual(['BEFORE_LAST_STEP']);
});

describe('a signature that does not come about', () => {
  test('leaves the alliance as it was', () => {
    const undone = unsigned({ state: 'prioritised', clock: clock(7, 'signature', 'unit') });
    expect(release(...toSigned)).toEqual({ events: [undone], broken: [] });
    const state = after(...toSigned, undone);
    expect(state).toMatchObject({ stage: 'prioritised', signing: null });
    expect(codes(reserve(state))).toEqual([]);
    given(BeginInvestmentHandler, ...toSigned, undone)
      .when({ programme: 'par2', alliance: 'al-1', by: 'ana' }, { facts })
      .thenRefused('ALLIANCE_NOT_SIGNED');
  });

  test('takes with it what was done on the strength of it', () => {
    expect(release(...toSigned, investing, operating)).toEqual({
      events: [unsigned({ state: 'prioritised', clock: clock(9, 'signature', 'unit') })],
      broken: [],
    });
  });

  test('does not bring back to life what was suspended since, but leaves it to be resumed unsigned', () => {
    const undone = unsigned({ state: 'suspended', clock: still });
    expect(release(...toSigned, suspended(7))).toEqual({ events: [undone], broken: [] });
    expect(after(...toSigned, suspended(7), undone)).toMatchObject({
      stage: 'suspended',
      suspendedFrom: 'prioritised',
    });
  });

  test('is of the attempt that signed', () => {
    expect(() => signs.release(after(...toSigned), 'res-2', 'refused')).toThrow('res-2');
  });
});

test('others are told where it stands, and who advised and rated', () => {
  expect(allianceAnswer(after())).toEqual({
    exists: false,
    programme: null,
    state: null,
    organisation: null,
    acts: [],
  });
  const answer = allianceAnswer(after(...toOperating));
  expect(answer).toMatchObject({
    exists: true,
    programme: 'par2',
    state: 'operating',
    organisation: { code: 'ORG-1', name: 'Asociación Ñuqanchik', region: 'Potosí' },
  });
  expect(answer.acts.map(({ act, person }) => `${act} ${person}`)).toEqual([
    'advised luz',
    ...Array.from({ length: 5 }, () => 'rated eva'),
  ]);
  expect(answer.acts[1]).toMatchObject({ on: today, reference: 'financial opinion on alliance al-1' });
});
