import { given } from '../../../../test/support/decider-kit';
import type { AgreementEvent } from '../agreement.events';
import { doneBy, ofAgreement, signed, suspended } from '../agreement.testing';
import { ResumeAgreementHandler, SuspendAgreementHandler, TerminateAgreementHandler } from './standing';
import { facts } from './contract.testing';

describe('suspending, resuming and terminating', () => {
  const reason = (text: string) => ({ ...ofAgreement, by: 'carla', reason: text });
  const carla = { facts, actor: 'carla' };
  const ended: AgreementEvent = {
    type: 'AgreementTerminated',
    data: { ...ofAgreement, ...doneBy('carla'), reason: 'abandoned' },
  };
  const resumed: AgreementEvent = {
    type: 'AgreementResumed',
    data: { ...ofAgreement, ...doneBy('carla'), reason: 'a new board' },
  };

  test('stop it, and let it go on', () => {
    given(SuspendAgreementHandler, signed())
      .when(reason('the board resigned'), carla)
      .thenAccepted(suspended);
    given(ResumeAgreementHandler, signed(), suspended)
      .when(reason('a new board'), carla)
      .thenAccepted(resumed);
    given(TerminateAgreementHandler, signed(), suspended)
      .when(reason('abandoned'), carla)
      .thenAccepted(ended);
  });

  test('keep their order', () => {
    given(SuspendAgreementHandler, signed(), suspended)
      .when(reason('again'), carla)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    given(ResumeAgreementHandler, signed())
      .when(reason('a new board'), { ...carla, mode: 'history' })
      .thenFound(['AGREEMENT_NOT_SUSPENDED'], resumed);
    given(ResumeAgreementHandler, signed(), ended)
      .when(reason('again'), carla)
      .thenRefused('AGREEMENT_NOT_SUSPENDED');
    given(TerminateAgreementHandler, signed(), ended)
      .when(reason('again'), carla)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
  });
});
