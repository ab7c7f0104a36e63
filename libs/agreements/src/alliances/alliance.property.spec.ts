import fc from 'fast-check';
import type { ReservationContext } from '@tramo/event-log';
import { fold, Rejection, type Decision } from '@tramo/kernel';
import { allianceEvents, type AllianceEvent } from './alliance.events';
import { alliance, type AllianceState } from './alliance.state';
import { asked, bob, facts, hash, organisation, today } from './alliances.testing';
import { AssessOpportunityHandler } from './commands/assess-opportunity';
import {
  BeginInvestmentHandler,
  BeginOperationHandler,
  ConcludeAllianceHandler,
} from './commands/carry-out-alliance';
import { FormulatePlanHandler } from './commands/formulate-plan';
import { GiveOpinionHandler } from './commands/give-opinion';
import { PrioritiseAllianceHandler } from './commands/prioritise-alliance';
import { RequestAllianceHandler } from './commands/request-alliance';
import {
  DeclineAllianceHandler,
  ResumeAllianceHandler,
  SuspendAllianceHandler,
  TerminateAllianceHandler,
} from './commands/stop-alliance';
import { ASPECTS, OPINIONS, type Aspect, type Assessment, type Opinion } from './shapes';
import { signsAlliance } from './signs-alliance';

const acting = {
  roles: [],
  effectiveOn: today,
  actedOn: today,
  now: '2022-03-31T12:00:00.000Z',
  stream: 'alliance-al-1',
  facts,
} as const;
const ana = { ...acting, actor: 'ana' };
const eva = { ...acting, actor: 'eva' };
const signing = signsAlliance<object, unknown>(() => undefined);
const SEED = Number(process.env['TRAMO_TEST_SEED'] ?? Date.now() % 1_000_000);
const asReservation: ReservationContext = { ...ana, mode: 'live', reservationId: 'res-1', forStream: 'a' };

type Mode = 'live' | 'history';
type Try = (state: AllianceState, mode: Mode) => Decision<AllianceEvent> | undefined;

const withReason = { ...asked, reason: 'flood' };

const assess =
  (result: Assessment): Try =>
  (state, mode) =>
    AssessOpportunityHandler.spec.decide(state, { ...asked, result, text: 'x' }, { ...ana, mode });

const rate =
  (aspect: Aspect, opinion: Opinion): Try =>
  (state, mode) => {
    const body = { ...asked, by: 'eva', aspect, opinion, text: 'x', evidence: hash };
    return GiveOpinionHandler.spec.decide(state, body, { ...eva, mode });
  };

const request: Try = (state, mode) =>
  RequestAllianceHandler.spec.decide(
    state,
    { ...asked, organisation, product: 'papa', model: 1, evaluator: 'unit' },
    { ...ana, mode },
  );
const formulate: Try = (state, mode) =>
  FormulatePlanHandler.spec.decide(
    state,
    { ...asked, total: bob('10'), credit: bob('7'), counterpart: bob('3'), evidence: hash },
    { ...ana, mode },
  );
const prioritise: Try = (state, mode) =>
  PrioritiseAllianceHandler.spec.decide(
    state,
    { ...asked, act: 'Acta', rank: 1, score: '1' },
    { ...ana, mode },
  );
const sign: Try = (state, mode) =>
  signing.reserve(
    state,
    { alliance: 'al-1', agreement: 'A-17', by: 'ana' },
    { ...asReservation, mode },
  ) as Decision<AllianceEvent>;
const undoSigning: Try = (state) =>
  state.signing
    ? (signing.release(state, state.signing.reservation, 'refused') as Decision<AllianceEvent>)
    : undefined;
const invest: Try = (state, mode) => BeginInvestmentHandler.spec.decide(state, asked, { ...ana, mode });
const operate: Try = (state, mode) => BeginOperationHandler.spec.decide(state, asked, { ...ana, mode });
const conclude: Try = (state, mode) =>
  ConcludeAllianceHandler.spec.decide(state, { ...asked, reference: 'Acta' }, { ...ana, mode });
const suspend: Try = (state, mode) => SuspendAllianceHandler.spec.decide(state, withReason, { ...ana, mode });
const resume: Try = (state, mode) => ResumeAllianceHandler.spec.decide(state, withReason, { ...ana, mode });
const terminate: Try = (state, mode) =>
  TerminateAllianceHandler.spec.decide(state, withReason, { ...ana, mode });
const decline: Try = (state, mode) => DeclineAllianceHandler.spec.decide(state, withReason, { ...ana, mode });

const GOOD: readonly Try[] = [
  request,
  assess('viable'),
  formulate,
  ...ASPECTS.map((aspect) => rate(aspect, 'favourable')),
  prioritise,
  sign,
  invest,
  operate,
];

const anyStep: fc.Arbitrary<Try> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...GOOD, resume, resume, suspend, undoSigning) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...ASPECTS), fc.constantFrom(...OPINIONS))
      .map(([aspect, opinion]) => rate(aspect, opinion)),
  },
  { weight: 1, arbitrary: fc.constantFrom(terminate, decline, conclude, assess('not-viable')) },
);

/** A part of a good life first, or every one would be of refusals. */
const lives = fc
  .tuple(fc.nat(GOOD.length), fc.array(anyStep, { minLength: 1, maxLength: 40 }))
  .map(([good, others]) => [...GOOD.slice(0, good), ...others]);

/** What is written: nothing of what is refused. */
const written = (decision: Decision<AllianceEvent> | undefined, mode: Mode): readonly AllianceEvent[] =>
  !decision || decision instanceof Rejection || (mode === 'live' && decision.broken.length > 0)
    ? []
    : decision.events;

function livedThrough(
  tries: readonly Try[],
  mode: Mode,
  seen: (event: AllianceEvent, before: AllianceState) => void,
) {
  let state = alliance.initial;
  for (const attempt of tries) {
    for (const event of written(attempt(state, mode), mode)) {
      seen(event, state);
      state = fold(alliance, [event], state);
    }
  }
  return state;
}

/** One seed for ever: what is generated says something about every type of event, and not by luck. */
test('of the lives that are generated, every type of event is in some', () => {
  const types = new Set<string>();
  fc.assert(
    fc.property(lives, (tries) => void livedThrough(tries, 'live', ({ type }) => types.add(type))),
    { seed: 1, numRuns: 200 },
  );
  expect([...types].sort()).toEqual(allianceEvents.map(({ type }) => type).sort());
});

test.each<Mode>(['live', 'history'])(
  'one step runs at a time until the end, whatever is tried: %s',
  (mode) => {
    fc.assert(
      fc.property(lives, (tries) => {
        let begun = 0;
        const state = livedThrough(tries, mode, ({ data: { clock } }, before) => {
          if (clock.begun) expect(clock.begun.number).toBe((begun += 1));
          if (clock.ended !== null) expect(clock.ended).toBe(before.running?.number);
          if (clock.begun && before.running) expect(clock.ended).toBe(before.running.number);
        });
        const ended = ['concluded', 'terminated', 'declined'].includes(state.stage);
        expect(state.running === null).toBe(ended || state.opened === null);
        expect(state.suspendedFrom !== null).toBe(state.stage === 'suspended');
      }),
    );
  },
);

test('live, nothing is signed that five opinions and a committee have not let pass, and nothing ends twice', () => {
  fc.assert(
    fc.property(lives, (tries) => {
      const ends: string[] = [];
      livedThrough(tries, 'live', ({ type, data }, before) => {
        if (type === 'AlliancePrioritised') {
          expect(ASPECTS.map((aspect) => before.opinions[aspect])).not.toContain(undefined);
          expect(Object.values(before.opinions)).not.toContain('unfavourable');
        }
        if (type === 'AllianceSigned') expect(before.stage).toBe('prioritised');
        if (['concluded', 'terminated', 'declined'].includes(data.state)) ends.push(type);
      });
      expect(ends.filter((type) => type !== 'AllianceSigningUndone').length).toBeLessThanOrEqual(1);
    }),
    { seed: SEED },
  );
});
