import type { ConflictRule } from '@tramo/identity';
import { given } from '../../../../test/support/decider-kit';
import type { AgreementEvent } from '../agreement.events';
import type { AllianceAnswer } from '../alliances';
import {
  affiliation,
  bob,
  certified,
  day,
  doneBy,
  facts as base,
  ofAgreement,
  posted,
  signed,
  suspended,
  today,
} from '../agreement.testing';
import { CertifyProgressHandler } from './certify-progress';
import { RevokeCertificateHandler } from './revoke-certificate';

const alliance: AllianceAnswer = {
  exists: true,
  programme: 'par2',
  state: 'signed',
  organisation: null,
  acts: [
    { act: 'advised', person: 'adela', on: today, reference: 'plan 1', affiliation: affiliation('adela') },
  ],
};
const conflict = (act: 'advised' | 'requested', force: ConflictRule['force'] = 'refuse'): ConflictRule => ({
  acts: [act, 'certified'],
  scope: 'agreement',
  by: 'person',
  force,
});
const facts = {
  ...base,
  alliance,
  duties: { version: 0, conflicts: [conflict('advised'), conflict('requested')] as readonly ConflictRule[] },
};
const bySuper = { facts, actor: 'super' };

const evidence = [{ name: 'sheet.pdf', sha256: 'a'.repeat(64) }];
const certify = (more = {}) => ({
  ...ofAgreement,
  by: 'super',
  certificate: 'C-1',
  tranche: 2,
  percentage: '40',
  observedOn: today,
  evidence,
  ...more,
});
const requested: AgreementEvent = {
  type: 'TrancheRequested',
  data: {
    ...ofAgreement,
    ...doneBy('alma'),
    tranche: 1,
    amount: bob('4000.00'),
    documents: [],
    evaluation: { on: today, policyVersion: 0, conditions: [] },
  },
};

describe('a certificate', () => {
  test('is a supervisor’s word on the milestone as it was agreed, or as they saw it where none was', () => {
    given(CertifyProgressHandler, signed()).when(certify(), bySuper).thenAccepted(certified('C-1', 2));
    for (const milestone of ['2', ' Milestone  2']) {
      given(CertifyProgressHandler, signed())
        .when(certify({ milestone }), bySuper)
        .thenAccepted(certified('C-1', 2));
    }
    given(CertifyProgressHandler, signed())
      .when(certify({ tranche: 1, milestone: 'the roof is on' }), bySuper)
      .thenAccepted(certified('C-1', 1, { milestone: 'the roof is on' }));
  });

  test('is of the milestone that was agreed for the tranche, and of no other', () => {
    const lunch = { milestone: 'a lunch was eaten' };
    const [refused] = given(CertifyProgressHandler, signed())
      .when(certify(lunch), bySuper)
      .thenRefused('MILESTONE_NOT_OF_TRANCHE');
    expect(refused?.values).toEqual({ tranche: 2, ...lunch, agreed: 'milestone 2' });
    given(CertifyProgressHandler, signed())
      .when(certify(lunch), { ...bySuper, mode: 'history' })
      .thenFound(['MILESTONE_NOT_OF_TRANCHE'], certified('C-1', 2, lunch));
  });

  test('is not given by who asks for the money, nor by who helped with the plan', () => {
    given(CertifyProgressHandler, signed(), requested)
      .when(certify(), { facts, actor: 'alma' })
      .thenRefused('DUTY_CONFLICT');
    given(CertifyProgressHandler, signed())
      .when(certify(), { facts, actor: 'adela' })
      .thenRefused('DUTY_CONFLICT');
    given(CertifyProgressHandler, signed())
      .when(certify(), { facts, actor: 'adela', mode: 'history' })
      .thenFound(['DUTY_CONFLICT'], certified('C-1', 2, doneBy('adela')));
    const watched = { ...facts, duties: { version: 1, conflicts: [conflict('advised', 'finding')] } };
    given(CertifyProgressHandler, signed())
      .when(certify(), { facts: watched, actor: 'adela' })
      .thenNoted(['DUTY_CONFLICT'], certified('C-1', 2, doneBy('adela')));
  });

  test.each([
    ['CERTIFICATE_EXISTS', { certificate: 'C-0' }],
    ['TRANCHE_UNKNOWN', { tranche: 3 }],
    ['MILESTONE_MISSING', { tranche: 1 }],
    ['PERCENTAGE_OUT_OF_RANGE', { percentage: '100.1' }],
    ['PERCENTAGE_OUT_OF_RANGE', { percentage: '-1' }],
    ['NOT_YET_OBSERVED', { observedOn: day('2022-04-01') }],
    ['EVIDENCE_MISSING', { evidence: [] }],
  ])('makes no sense at any time: %s', (code, more) => {
    given(CertifyProgressHandler, signed(), certified('C-0', 2))
      .when(certify(more), { ...bySuper, mode: 'history' })
      .thenRefused(code);
  });

  test('is of an agreement in force', () => {
    given(CertifyProgressHandler, signed(), suspended)
      .when(certify(), bySuper)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
  });
});

describe('revoking a certificate', () => {
  const revoke = (certificate = 'C-1') => ({
    ...ofAgreement,
    by: 'super',
    certificate,
    reason: 'the roof came off',
  });
  const revoked: AgreementEvent = {
    type: 'CertificateRevoked',
    data: {
      ...ofAgreement,
      ...doneBy('super'),
      certificate: 'C-1',
      tranche: 2,
      reason: 'the roof came off',
    },
  };
  const before = [signed(), certified('C-1', 2)];
  const sent: readonly AgreementEvent[] = [
    { ...requested, data: { ...requested.data, tranche: 2 } },
    {
      type: 'TrancheSent',
      data: {
        ...posted,
        ...doneBy(),
        tranche: 2,
        amount: bob('3000.00'),
        payment: 'a-17-2-1',
        payer: 'operating',
        reference: 'T-1',
        evaluation: { on: today, policyVersion: 0, conditions: [] },
      },
    },
  ];

  test('is for ever', () => {
    given(RevokeCertificateHandler, ...before)
      .when(revoke(), bySuper)
      .thenAccepted(revoked);
    given(RevokeCertificateHandler, ...before, revoked)
      .when(revoke(), bySuper)
      .thenRefused('CERTIFICATE_REVOKED_ALREADY');
    given(RevokeCertificateHandler, ...before)
      .when(revoke('C-9'), bySuper)
      .thenRefused('CERTIFICATE_UNKNOWN');
  });

  test('comes too late when the money is gone', () => {
    given(RevokeCertificateHandler, ...before, ...sent)
      .when(revoke(), bySuper)
      .thenRefused('CERTIFICATE_RELIED_ON');
    given(RevokeCertificateHandler, ...before, ...sent)
      .when(revoke(), { ...bySuper, mode: 'history' })
      .thenFound(['CERTIFICATE_RELIED_ON'], revoked);
  });
});
