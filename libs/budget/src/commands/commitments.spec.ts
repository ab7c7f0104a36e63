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
  opened,
  posting,
  preCommitted,
} from '../budget.testing';
import { CommitHandler } from './commit';
import { PreCommitHandler, ReleasePreCommitmentHandler } from './pre-commit';
import { ReleaseCommitmentHandler } from './release-commitment';

const money = (amount: string): Money => Money.of(amount, 'BOB');
const before = [opened, inscribed(b1, '100'), preCommitted('P-1', b1, '40')];

describe('a pre-commitment', () => {
  const preCommit = (amount: string, id = 'P-2') => ({
    ...inBudget,
    by: 'ana',
    id,
    line: asked(b1),
    amount: bob(amount),
    reference: 'CDP',
  });
  const release = (amount?: string, id = 'P-1') => ({
    ...inBudget,
    id,
    reason: 'not needed',
    ...(amount !== undefined && { amount: bob(amount) }),
  });

  test('sets aside what is available, and no more', () => {
    given(PreCommitHandler, ...before)
      .when(preCommit('60'), { facts })
      .thenAccepted(preCommitted('P-2', b1, '60.00'));
    const [refusal] = given(PreCommitHandler, ...before)
      .when(preCommit('60.50'), { facts })
      .thenRefused('APPROPRIATION_EXCEEDED');
    expect(refusal!.cure).toBe('inscribe another 0.50 BOB on the line, or ask for at most 60.00 BOB');
    given(PreCommitHandler, ...before)
      .when(preCommit('61'), { facts, mode: 'history' })
      .thenFound(['APPROPRIATION_EXCEEDED'], preCommitted('P-2', b1, '61.00'));
    given(PreCommitHandler, ...before)
      .when(preCommit('1', 'P-1'), { facts })
      .thenRefused('PRE_COMMITMENT_EXISTS');
  });

  test('is released whole, or in part, as far as it holds', () => {
    const released = (amount: string) => ({
      type: 'PreCommitmentReleased' as const,
      data: { ...posting, id: 'P-1', line: b1, amount: bob(amount), reason: 'not needed' },
    });
    given(ReleasePreCommitmentHandler, ...before)
      .when(release(), { facts })
      .thenAccepted(released('40.00'));
    given(ReleasePreCommitmentHandler, ...before)
      .when(release('15'), { facts })
      .thenAccepted(released('15.00'));
    given(ReleasePreCommitmentHandler, ...before)
      .when(release('41'), { facts })
      .thenRefused('PRE_COMMITMENT_RELEASE_EXCEEDED');
    given(ReleasePreCommitmentHandler, ...before, released('40.00'))
      .when(release(), { facts })
      .thenRefused('PRE_COMMITMENT_RELEASE_EXCEEDED');
    given(ReleasePreCommitmentHandler, ...before)
      .when(release('1', 'P-9'), { facts })
      .thenRefused('PRE_COMMITMENT_UNKNOWN');
  });
});

describe('a commitment', () => {
  const commit = (amount: string, more = {}) => ({
    ...inBudget,
    by: 'eva',
    id: 'C-1',
    line: asked(b1),
    amount: bob(amount),
    reference: 'convenio',
    ...more,
  });
  const fromP1 = { preCommitment: 'P-1' };
  const byEva = { facts, actor: 'eva' };

  test('draws on what is available, not on what others have set aside', () => {
    given(CommitHandler, ...before)
      .when(commit('60', { agreement: 'A-17' }), byEva)
      .thenAccepted(committed('C-1', b1, '60.00', { by: 'eva', agreement: 'A-17' }));
    const [refusal] = given(CommitHandler, ...before)
      .when(commit('75'), byEva)
      .thenRefused('APPROPRIATION_EXCEEDED');
    expect(refusal).toMatchObject({
      values: { available: money('60'), asked: money('75'), shortfall: money('15') },
      cure: 'inscribe another 15.00 BOB on the line, or ask for at most 60.00 BOB',
    });
  });

  test('may use a part of its pre-commitment', () => {
    given(CommitHandler, ...before)
      .when(commit('25', fromP1), byEva)
      .thenAccepted(
        committed('C-1', b1, '25.00', { by: 'eva', preCommitment: { id: 'P-1', amount: bob('25.00') } }),
      );
  });

  test('beyond its pre-commitment says what the line has and what the law would have to add', () => {
    const [covered] = given(CommitHandler, ...before)
      .when(commit('90', fromP1), byEva)
      .thenRefused('PRE_COMMITMENT_EXCEEDED');
    expect(covered!.cure).toBe(
      'commit at most 40.00 BOB from it, and make a commitment of its own of the other 50.00 BOB, which the line has available',
    );
    const [short] = given(CommitHandler, ...before)
      .when(commit('110', fromP1), byEva)
      .thenRefused('PRE_COMMITMENT_EXCEEDED');
    expect(short!.cure).toBe(
      'commit at most 40.00 BOB, or inscribe another 10.00 BOB on the line and make a commitment of its own of the other 70.00 BOB',
    );
    given(CommitHandler, ...before)
      .when(commit('90', fromP1), { ...byEva, mode: 'history' })
      .thenFound(
        ['PRE_COMMITMENT_EXCEEDED'],
        committed('C-1', b1, '90.00', { by: 'eva', preCommitment: { id: 'P-1', amount: bob('40.00') } }),
      );
  });

  test('names a pre-commitment of its own line, and is made once', () => {
    given(CommitHandler, ...before)
      .when(commit('1', { preCommitment: 'P-9' }), byEva)
      .thenRefused('PRE_COMMITMENT_UNKNOWN');
    given(CommitHandler, ...before)
      .when(commit('1', { ...fromP1, line: asked(assistance) }), byEva)
      .thenRefused('PRE_COMMITMENT_OF_ANOTHER_LINE');
    given(CommitHandler, ...before, committed('C-1', b1, '1'))
      .when(commit('1'), byEva)
      .thenRefused('COMMITMENT_EXISTS');
  });

  test('is held against who set the money aside', () => {
    const conflicts = [
      { acts: ['pre-committed', 'committed'], scope: 'act', by: 'person', force: 'refuse' } as const,
    ];
    const strict = { ...facts, duties: { version: 1, conflicts } };
    given(CommitHandler, ...before)
      .when(commit('1', fromP1), { facts: strict, actor: 'ana' })
      .thenRefused('DUTY_CONFLICT');
    given(CommitHandler, ...before)
      .when(commit('1'), { facts: strict, actor: 'ana' })
      .thenAccepted(committed('C-1', b1, '1.00'));
  });

  test('goes back where it came from when it is released', () => {
    const release = (amount?: string) => ({
      ...inBudget,
      id: 'C-1',
      reason: 'terminated',
      ...(amount !== undefined && { amount: bob(amount) }),
    });
    const made = committed('C-1', b1, '30', { preCommitment: { id: 'P-1', amount: bob('30') } });
    const released = (amount: string) => ({
      type: 'CommitmentReleased' as const,
      data: {
        ...posting,
        id: 'C-1',
        line: b1,
        amount: bob(amount),
        agreement: null,
        preCommitment: { id: 'P-1', amount: bob(amount) },
        reason: 'terminated',
      },
    });
    given(ReleaseCommitmentHandler, ...before, made)
      .when(release(), { facts })
      .thenAccepted(released('30.00'));
    given(ReleaseCommitmentHandler, ...before, made)
      .when(release('10'), { facts })
      .thenAccepted(released('10.00'));
    given(ReleaseCommitmentHandler, ...before, made)
      .when(release('30.01'), { facts })
      .thenRefused('COMMITMENT_RELEASE_EXCEEDED');
    given(ReleaseCommitmentHandler, ...before)
      .when(release(), { facts })
      .thenRefused('COMMITMENT_UNKNOWN');
    given(ReleasePreCommitmentHandler, ...before, made, released('30.00'))
      .when({ ...inBudget, id: 'P-1', reason: 'not needed', amount: bob('40') }, { facts })
      .thenAccepted({
        type: 'PreCommitmentReleased',
        data: { ...posting, id: 'P-1', line: b1, amount: bob('40.00'), reason: 'not needed' },
      });
  });
});
