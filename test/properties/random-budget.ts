import fc from 'fast-check';
import type { Posted } from '../published/par2';
import { FINANCING, PROGRAMME } from '../published/par2';

const budget = `programmes/${PROGRAMME}/budgets/2022`;

const line = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.constantFrom(
      ...['A.1', 'B.1', 'C.2'].flatMap((component) => [
        { source: 'AIF', component },
        { source: 'TGN', component },
        { source: 'AIF', component, region: 'Potosí' },
      ]),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ source: 'CP', component: 'B.1' }, { source: 'AIF', component: 'Z.9' }),
  },
);
const bs = (amount: string) => ({ amount, currency: 'BOB' });
/** Mostly what can be, now and then what cannot. */
const upTo = (most: number) =>
  fc.oneof(
    {
      weight: 30,
      arbitrary: fc.integer({ min: 1, max: most * 100 }).map((minor) => bs((minor / 100).toFixed(2))),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(bs('0'), bs('-7'), bs('1.234'), { amount: '5', currency: 'USD' }),
    },
  );
const money = upTo(50_000);
const planned = upTo(500_000);
const legalAct = fc.constant({ type: 'ley', number: '1407', date: '2022-01-01' });
const linesOf = (amount: typeof money) =>
  fc.array(fc.record({ line, amount }), { minLength: 1, maxLength: 3 });
const lines = linesOf(money);
const id = fc.constantFrom('c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6', 'c-7', 'c-8');
const effectiveOn = fc
  .integer({ min: 1, max: 12 })
  .chain((month) =>
    fc
      .integer({ min: 1, max: 28 })
      .map((day) => `2022-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`),
  );

const at = <Body extends object>(path: string, body: fc.Arbitrary<Body>): fc.Arbitrary<Posted> =>
  fc.tuple(body, effectiveOn).map(([said, date]) => ({ path, body: { ...said, effectiveOn: date } }));

const inscription = at(
  `${budget}/inscriptions`,
  fc.record({ kind: fc.constantFrom('initial', 'additional'), legalAct, lines }),
);
const reference = fc.constant('a contract');

/** Any command of a budget year, in any order, on any date of it; many of them make no sense. */
export const anyCommand: fc.Arbitrary<Posted> = fc.oneof(
  { weight: 3, arbitrary: at(`${budget}/plans`, fc.record({ lines: linesOf(planned) })) },
  { weight: 4, arbitrary: inscription },
  { weight: 2, arbitrary: at(`${budget}/plan-reductions`, fc.record({ lines })) },
  {
    weight: 3,
    arbitrary: at(`${budget}/transfers`, fc.record({ legalAct, from: line, to: line, amount: money })),
  },
  { weight: 2, arbitrary: at(`${budget}/reductions`, fc.record({ legalAct, lines })) },
  {
    weight: 3,
    arbitrary: at(`${budget}/pre-commitments`, fc.record({ id, line, amount: money, reference })),
  },
  {
    weight: 4,
    arbitrary: at(
      `${budget}/commitments`,
      fc.record(
        { id, line, amount: money, reference, preCommitment: id },
        { requiredKeys: ['id', 'line', 'amount', 'reference'] },
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: id.chain((of) =>
      at(`${budget}/pre-commitments/${of}/releases`, fc.record({ amount: money, reason: reference })),
    ),
  },
  {
    weight: 2,
    arbitrary: id.chain((of) =>
      at(`${budget}/commitments/${of}/releases`, fc.record({ amount: money, reason: reference })),
    ),
  },
  {
    weight: 2,
    arbitrary: at(
      `financing/${FINANCING}/reservations`,
      fc.record({ reservationId: id, share: fc.constantFrom('UCN', 'FPS'), amount: money }),
    ),
  },
  {
    weight: 1,
    arbitrary: at(
      `programmes/${PROGRAMME}/months/closings`,
      fc.record({ month: fc.constantFrom('2022-01', '2022-02') }),
    ),
  },
);
