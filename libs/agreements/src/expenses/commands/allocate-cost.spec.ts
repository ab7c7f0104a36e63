import type { Posting } from '@tramo/journal';
import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent } from '../../agreement.events';
import {
  bob,
  doneBy,
  facts,
  instalmentCommitted,
  line,
  ofAgreement,
  place,
  posted,
  signed,
  today,
} from '../../agreement.testing';
import { agreementPostings } from '../../agreement.postings';
import { AllocateCostHandler } from './allocate-cost';

const administration = signed({
  kind: 'administration',
  organisation: null,
  counterpart: null,
  promised: [],
  reserved: null,
});
const own = { ...place, organisation: null };
const office = { ...line, component: 'C.1', category: '2(a)', scope: 'administrative' };

const spent = (amount: string): AgreementEvent => ({
  type: 'SpendingRecorded',
  data: {
    ...posted,
    ...doneBy(),
    place: own,
    spending: 's-1',
    commitment: 'a-17-2022',
    payer: null,
    amount: bob(amount),
    eligible: null,
    supplier: null,
    concept: 'salaries',
    derived: [],
  },
});
const allocated = (amount: string, from: { place: typeof own; commitment: string } | null) =>
  ({
    type: 'CostAllocated',
    data: {
      ...ofAgreement,
      ...doneBy(),
      correctsOn: null,
      allocation: 'staff-1',
      from,
      driver: 'executed amount of each programme',
      version: '2022',
      to: { ...own, line: office },
      amount: bob(amount),
    },
  }) as const satisfies AgreementEvent;
const inside = { place: own, commitment: 'a-17-2022' };

const asked = (amount: string, more: object = {}) => ({
  ...ofAgreement,
  allocation: 'staff-1',
  budgetYear: '2022',
  driver: 'executed amount of each programme',
  version: '2022',
  lines: [{ line: office, amount: bob(amount) }],
  by: 'ana',
  ...more,
});

describe('a cost that is allocated', () => {
  const funded = [administration, instalmentCommitted(), spent('3000.00')] as const;

  it('was spent under the agreement, and relieves its line', () => {
    given(AllocateCostHandler, ...funded)
      .when(asked('1000.00'), { facts })
      .thenAccepted(allocated('1000.00', inside));
  });

  it('or was borne outside the programme, and relieves none', () => {
    given(AllocateCostHandler, administration)
      .when(asked('1000.00', { outside: true }), { facts })
      .thenAccepted(allocated('1000.00', null));
    given(AllocateCostHandler, administration)
      .when(asked('1000.00'), { facts })
      .thenRefused('YEAR_NOT_COMMITTED');
  });

  it('is no more than was spent, unless others bore it', () => {
    const [refusal] = given(AllocateCostHandler, ...funded, allocated('2500.00', inside))
      .when(asked('500.01', { allocation: 'staff-2' }), { facts })
      .thenRefused('ALLOCATION_EXCEEDS_SPENDING');
    expect(refusal!.values).toMatchObject({ left: Money.of('500.00', 'BOB') });
    given(AllocateCostHandler, ...funded, allocated('9000.00', null))
      .when(asked('3000.00', { allocation: 'staff-2' }), { facts })
      .thenWritten();
  });

  it.each([
    ['ALLOCATION_EXISTS', [...funded, allocated('1.00', null)], asked('1.00')],
    ['ALLOCATED_TO_ITSELF', funded, asked('1.00', { lines: [{ line, amount: bob('1.00') }] })],
    ['AMOUNT_NOT_POSITIVE', funded, asked('0.00', { outside: true })],
    ['NOT_AN_ADMINISTRATION_AGREEMENT', [signed()], asked('1.00', { outside: true })],
  ])('is refused with %s', (code, before, body) => {
    given(AllocateCostHandler, ...before)
      .when(body, { facts })
      .thenRefused(code);
  });

  it('moves no account but its own, which balance by themselves', () => {
    const shown = (from: typeof inside | null) =>
      agreementPostings
        .postingsOf({ ...allocated('1000.00', from), metadata: { effectiveOn: today } })
        .map(({ account, amount, dimensions }: Posting) => [
          account,
          amount.amount,
          dimensions.component,
          dimensions.scope,
        ]);
    const brought = [
      ['965', '1000.00', 'C.1', 'administrative'],
      ['966', '-1000.00', 'C.1', 'administrative'],
    ];
    expect(shown(null)).toEqual(brought);
    expect(shown(inside)).toEqual([
      ...brought,
      ['966', '1000.00', 'B.1', null],
      ['965', '-1000.00', 'B.1', null],
    ]);
  });
});
