import { Money } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import {
  asked,
  assistance,
  b1,
  bob,
  committed,
  facts,
  inBudget,
  inscribed,
  law,
  opened,
  pledged,
  posting,
  preCommitted,
} from '../budget.testing';
import { ReduceAppropriationHandler } from './reduce-appropriation';
import { TransferAppropriationHandler } from './transfer-appropriation';

const money = (amount: string): Money => Money.of(amount, 'BOB');
const before = [opened, inscribed(b1, '100'), committed('C-1', b1, '30'), preCommitted('P-1', b1, '20')];

describe('a transfer', () => {
  const transfer = (amount: string, to = assistance) => ({
    ...inBudget,
    legalAct: law,
    from: asked(b1),
    to: asked(to),
    amount: bob(amount),
  });
  const transferred = (amount: string) => ({
    type: 'AppropriationTransferred' as const,
    data: { ...posting, legalAct: law, from: b1, to: assistance, amount: bob(amount) },
  });

  test('moves what is available', () => {
    given(TransferAppropriationHandler, ...before)
      .when(transfer('50'), { facts })
      .thenAccepted(transferred('50.00'));
  });

  test('of more says what is short, and which inscription would cure it', () => {
    const [refusal] = given(TransferAppropriationHandler, ...before)
      .when(transfer('50.01'), { facts })
      .thenRefused('APPROPRIATION_EXCEEDED');
    expect(refusal).toMatchObject({
      values: { available: money('50'), asked: money('50.01'), shortfall: money('0.01') },
      cure: 'inscribe another 0.01 BOB on the line, or ask for at most 50.00 BOB',
      field: 'amount',
    });
    given(TransferAppropriationHandler, ...before)
      .when(transfer('60'), { facts, mode: 'history' })
      .thenFound(['APPROPRIATION_EXCEEDED'], transferred('60.00'));
  });

  test('goes to another line, which is no counterpart', () => {
    given(TransferAppropriationHandler, ...before)
      .when(transfer('1', b1), { facts, mode: 'history' })
      .thenRefused('TRANSFER_TO_ITSELF');
    given(TransferAppropriationHandler, ...before)
      .when(transfer('1', pledged), { facts: { ...facts, counterpart: ['producers'] } })
      .thenRefused('COUNTERPART_NOT_APPROPRIATED');
  });
});

describe('a reduction', () => {
  const reduction = (amount: string) => ({
    ...inBudget,
    legalAct: law,
    lines: [{ line: asked(b1), amount: bob(amount) }],
  });
  const reduced = (amount: string) => ({
    type: 'AppropriationReduced' as const,
    data: { ...posting, legalAct: law, line: b1, amount: bob(amount) },
  });

  test('takes what is neither committed nor set aside', () => {
    given(ReduceAppropriationHandler, ...before)
      .when(reduction('50'), { facts })
      .thenAccepted(reduced('50.00'));
  });

  test('of more says what has to be released first', () => {
    const [refusal] = given(ReduceAppropriationHandler, ...before)
      .when(reduction('70'), { facts })
      .thenRefused('REDUCTION_BELOW_COMMITTED');
    expect(refusal).toMatchObject({
      values: {
        current: money('100'),
        preCommitted: money('20'),
        committed: money('30'),
        available: money('50'),
        shortfall: money('20'),
      },
      cure: 'release 20.00 BOB of its commitments and pre-commitments first, or reduce it by at most 50.00 BOB',
    });
    const [beyond] = given(ReduceAppropriationHandler, ...before)
      .when(reduction('170'), { facts })
      .thenRefused('REDUCTION_BELOW_COMMITTED');
    expect(beyond!.cure).toBe(
      'reduce it by at most 100.00 BOB; release 50.00 BOB of its commitments and pre-commitments first',
    );
  });

  test('imposed below what is committed is a finding of history, and leaves less than nothing available', () => {
    given(ReduceAppropriationHandler, ...before)
      .when(reduction('70'), { facts, mode: 'history' })
      .thenFound(['REDUCTION_BELOW_COMMITTED'], reduced('70.00'));
    given(TransferAppropriationHandler, ...before, reduced('70.00'))
      .when(
        { ...inBudget, legalAct: law, from: asked(b1), to: asked(assistance), amount: bob('1') },
        { facts },
      )
      .thenRefused('APPROPRIATION_EXCEEDED');
  });
});
