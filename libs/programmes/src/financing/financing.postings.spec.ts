import type { Posting } from '@tramo/journal';
import { financingPostings } from './financing.postings';
import {
  allocated,
  date,
  executed,
  planned,
  reallocated,
  released,
  reserved,
  shared,
  signed,
  type FinancingEvent,
} from './financing.testing';

const postings = ({ type, data }: FinancingEvent): readonly Posting[] =>
  financingPostings.postingsOf({ type, data, metadata: { effectiveOn: date('2022-01-03') } });

const lines = (event: FinancingEvent) =>
  postings(event).map(({ account, amount, dimensions }) => [account, amount.amount, dimensions.category]);

it.each<[string, FinancingEvent, readonly unknown[]]>([
  [
    'an allocation',
    allocated('5'),
    [
      ['971', '5.00', '1'],
      ['970.1', '-5.00', '1'],
    ],
  ],
  [
    'a reallocation',
    reallocated('5', { from: null }),
    [
      ['970.2', '5.00', null],
      ['971', '-5.00', null],
      ['971', '5.00', '2'],
      ['970.2', '-5.00', '2'],
    ],
  ],
  [
    'a plan that was lowered',
    planned('70', '-30'),
    [
      ['975', '-30.00', '1'],
      ['976', '30.00', '1'],
    ],
  ],
  [
    'prior execution',
    executed('5'),
    [
      ['974', '5.00', '1'],
      ['971', '-5.00', '1'],
    ],
  ],
  [
    'a reservation',
    reserved('5'),
    [
      ['972', '5.00', '1'],
      ['971', '-5.00', '1'],
    ],
  ],
  [
    'its release',
    released('5'),
    [
      ['971', '5.00', '1'],
      ['972', '-5.00', '1'],
    ],
  ],
  ['a signature', signed, []],
  ['a share', shared('UCP', '5'), []],
])("the lender's books follow %s", (_what, event, expected) => {
  expect(lines(event)).toEqual(expected);
});

it('are the books of the executor, by programme, agreement, year and contract', () => {
  const [plan] = postings(planned('5', '5'));
  expect(plan?.dimensions).toMatchObject({
    entity: 'UCP',
    programme: 'par2',
    financing: '8735-bo',
    budgetYear: '2022',
    agreement: null,
  });
  const [hold] = postings(reserved('5'));
  expect(hold?.dimensions).toMatchObject({ entity: 'UCP', budgetYear: null, agreement: 'c-1' });
});
