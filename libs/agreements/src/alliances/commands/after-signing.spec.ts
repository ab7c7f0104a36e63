import { given } from '../../../../../test/support/decider-kit';
import {
  ana,
  asked,
  clock,
  facts,
  investing,
  operating,
  requested,
  suspended,
  toOperating,
  toPlanned,
  toPrioritised,
  toSigned,
} from '../alliances.testing';
import type { AllianceEvent } from '../alliance.events';
import { BeginInvestmentHandler, BeginOperationHandler, ConcludeAllianceHandler } from './carry-out-alliance';
import {
  DeclineAllianceHandler,
  ResumeAllianceHandler,
  SuspendAllianceHandler,
  TerminateAllianceHandler,
} from './stop-alliance';

const history = { facts, mode: 'history' } as const;
const withReason = { ...asked, reason: 'flood' };
const stopped = { ended: 0, begun: null };

const concluded: AllianceEvent = {
  type: 'AllianceConcluded',
  data: { ...ana, state: 'concluded', clock: { ...stopped, ended: 8 }, reference: 'Acta 9/2023' },
};
const declined = (ended: number): AllianceEvent => ({
  type: 'AllianceDeclined',
  data: { ...ana, state: 'declined', clock: { ...stopped, ended }, reason: 'flood' },
});
const terminated = (ended: number): AllianceEvent => ({
  type: 'AllianceTerminated',
  data: { ...ana, state: 'terminated', clock: { ...stopped, ended }, reason: 'flood' },
});

describe('what was signed', () => {
  test('is invested in, operated and concluded', () => {
    given(BeginInvestmentHandler, ...toSigned)
      .when(asked, { facts })
      .thenAccepted(investing);
    given(BeginOperationHandler, ...toSigned, investing)
      .when(asked, { facts })
      .thenAccepted(operating);
    given(ConcludeAllianceHandler, ...toOperating)
      .when({ ...asked, reference: 'Acta 9/2023' }, { facts })
      .thenAccepted(concluded);
  });

  test('does so in this order', () => {
    const [refusal] = given(BeginInvestmentHandler, ...toPrioritised)
      .when(asked, { facts })
      .thenRefused('ALLIANCE_NOT_SIGNED');
    expect(refusal!.cure).toBe('first sign its agreement');
    given(BeginOperationHandler, ...toSigned)
      .when(asked, { facts })
      .thenRefused('ALLIANCE_NOT_INVESTING');
    const conclude = { ...asked, reference: 'Acta 9/2023' };
    given(ConcludeAllianceHandler, ...toSigned, investing)
      .when(conclude, { facts })
      .thenRefused('ALLIANCE_NOT_OPERATING');
    const [over] = given(ConcludeAllianceHandler, ...toOperating, concluded)
      .when(conclude, { facts })
      .thenRefused('ALLIANCE_NOT_OPERATING');
    expect(over!.cure).toBe('it has ended and goes no further; request another alliance');
  });

  test('is concluded when its agreement is closed', () => {
    const conclude = { ...asked, reference: 'Acta 9/2023' };
    const under = (standing: 'in-force' | 'terminated' | 'closed') => ({
      facts: { ...facts, agreement: { agreement: 'a-17', standing } },
    });
    for (const standing of ['in-force', 'terminated'] as const) {
      const [refusal] = given(ConcludeAllianceHandler, ...toOperating)
        .when(conclude, under(standing))
        .thenRefused('ALLIANCE_AGREEMENT_OPEN');
      expect(refusal).toMatchObject({ values: { standing }, cure: 'close agreement a-17 first' });
    }
    given(ConcludeAllianceHandler, ...toOperating)
      .when(conclude, { ...under('in-force'), mode: 'history' })
      .thenFound(['ALLIANCE_AGREEMENT_OPEN'], concluded);
    given(ConcludeAllianceHandler, ...toOperating)
      .when(conclude, under('closed'))
      .thenAccepted(concluded);
  });

  test('may have been begun without a signature, in history', () => {
    given(BeginInvestmentHandler, ...toPrioritised)
      .when(asked, history)
      .thenFound(['ALLIANCE_NOT_SIGNED'], {
        type: 'InvestmentBegun',
        data: { ...ana, state: 'investing', clock: clock(6, 'investment', 'organisation') },
      });
  });
});

describe('a suspension', () => {
  test('stops the clock of the step, and resuming begins it anew', () => {
    given(SuspendAllianceHandler, ...toSigned, investing)
      .when(withReason, { facts })
      .thenAccepted(suspended(8));
    given(ResumeAllianceHandler, ...toSigned, investing, suspended(8))
      .when(withReason, { facts })
      .thenAccepted({
        type: 'AllianceResumed',
        data: {
          ...ana,
          state: 'investing',
          clock: clock(9, 'investment', 'organisation'),
          reason: 'flood',
        },
      });
  });

  test('lets nothing go on but itself', () => {
    const [refusal] = given(BeginOperationHandler, ...toSigned, investing, suspended(8))
      .when(asked, { facts })
      .thenRefused('ALLIANCE_NOT_INVESTING');
    expect(refusal).toMatchObject({ values: { state: 'suspended' }, cure: 'first resume it' });
    const [further] = given(ConcludeAllianceHandler, ...toSigned, investing, suspended(8))
      .when({ ...asked, reference: 'Acta' }, { facts })
      .thenRefused('ALLIANCE_NOT_OPERATING');
    expect(further!.cure).toBe('first resume it, then begin the operation');
  });

  test('is of what goes on, once, and resumed once', () => {
    given(SuspendAllianceHandler, requested, suspended(2))
      .when(withReason, { facts })
      .thenRefused('ALLIANCE_ALREADY_SUSPENDED');
    given(SuspendAllianceHandler, requested, declined(1))
      .when(withReason, { facts })
      .thenRefused('ALLIANCE_HAS_ENDED');
    given(ResumeAllianceHandler, requested).when(withReason, { facts }).thenRefused('ALLIANCE_NOT_SUSPENDED');
    given(ResumeAllianceHandler, requested, declined(1))
      .when(withReason, { facts })
      .thenRefused('ALLIANCE_NOT_SUSPENDED');
  });

  test('of history that is resumed twice leaves it where it was', () => {
    given(ResumeAllianceHandler, requested)
      .when(withReason, history)
      .thenFound(['ALLIANCE_NOT_SUSPENDED'], {
        type: 'AllianceResumed',
        data: { ...ana, state: 'requested', clock: { ended: null, begun: null }, reason: 'flood' },
      });
  });
});

describe('an end before its time', () => {
  test('is a refusal before the signature, also while it is suspended', () => {
    given(DeclineAllianceHandler, ...toPlanned)
      .when(withReason, { facts })
      .thenAccepted(declined(3));
    given(DeclineAllianceHandler, ...toPlanned, suspended(4))
      .when(withReason, { facts })
      .thenAccepted(declined(4));
    const [refusal] = given(TerminateAllianceHandler, ...toPlanned)
      .when(withReason, { facts })
      .thenRefused('ALLIANCE_NOT_SIGNED');
    expect(refusal!.cure).toBe('decline it, with the reason');
    given(TerminateAllianceHandler, ...toPlanned)
      .when(withReason, history)
      .thenFound(['ALLIANCE_NOT_SIGNED'], terminated(3));
  });

  test('is a termination after it', () => {
    given(TerminateAllianceHandler, ...toOperating)
      .when(withReason, { facts })
      .thenAccepted(terminated(8));
    given(TerminateAllianceHandler, ...toOperating, suspended(9))
      .when(withReason, { facts })
      .thenAccepted(terminated(9));
    for (const more of [[], [suspended(9)]]) {
      const [refusal] = given(DeclineAllianceHandler, ...toOperating, ...more)
        .when(withReason, { facts })
        .thenRefused('ALLIANCE_ALREADY_SIGNED');
      expect(refusal!.cure).toBe('terminate it, with the reason');
    }
  });

  test('comes once', () => {
    given(DeclineAllianceHandler, requested, declined(1))
      .when(withReason, { facts })
      .thenRefused('ALLIANCE_HAS_ENDED');
    given(TerminateAllianceHandler, ...toOperating, concluded)
      .when(withReason, { facts })
      .thenRefused('ALLIANCE_HAS_ENDED');
  });
});
