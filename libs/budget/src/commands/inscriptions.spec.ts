import { fold, Money } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import { budget } from '../budget';
import {
  asked,
  assistance,
  b1,
  bob,
  deciding,
  facts,
  inBudget,
  inscribed,
  law,
  opened,
  planned,
  pledged,
  posting,
  requested,
} from '../budget.testing';
import { InscribeAppropriationHandler } from './inscribe-appropriation';
import { RequestInscriptionHandler, WithdrawInscriptionRequestHandler } from './request-inscription';

const money = (amount: string): Money => Money.of(amount, 'BOB');
const request = (amount: string, line = b1) => ({
  ...inBudget,
  by: 'ana',
  request: 'R-1',
  reason: 'more producers',
  lines: [{ line: asked(line), amount: bob(amount) }],
});
const inscription = (amount: string, more = {}) => ({
  ...inBudget,
  by: 'eva',
  legalAct: law,
  kind: 'additional' as const,
  lines: [{ line: asked(b1), amount: bob(amount) }],
  ...more,
});
const byEva = { facts, actor: 'eva' };
const unplanned = { ...facts, policy: { ...facts.policy, planDemanded: false } };

describe('a request', () => {
  /** The figures of the operating plan 2022: 387,092 more than the line of B.1 has room for, and 2,699,908 left in 2(a). */
  const par2 = [opened, planned(b1, '151062203'), planned(assistance, '3087000'), inscribed(b1, '89608345')];

  test('within the plan is written down with who asked, and what tied them to others', () => {
    given(RequestInscriptionHandler, ...par2)
      .when(request('61453858'), { facts })
      .thenAccepted(requested('R-1', b1, '61453858.00'));
  });

  test('beyond the plan of its line says by how much, and what room the category has', () => {
    const [refusal] = given(RequestInscriptionHandler, ...par2)
      .when(request('61840950'), { facts })
      .thenRefused('REQUEST_EXCEEDS_PLAN');
    expect(refusal).toMatchObject({
      values: {
        programmed: money('151062203'),
        inscribed: money('89608345'),
        requested: money('61840950'),
        excess: money('387092'),
        roomInLine: money('61453858'),
        category: '2(a)',
        roomInCategory: money('2699908'),
      },
      cure:
        'ask for 61453858.00 BOB on this line, or plan another 387092.00 BOB on it first; ' +
        'category 2(a) as a whole has 2699908.00 BOB of room left',
      field: 'lines.0.amount',
    });
  });

  test('beyond the plan is a finding in history', () => {
    given(RequestInscriptionHandler, ...par2)
      .when(request('61840950'), { facts, mode: 'history' })
      .thenFound(['REQUEST_EXCEEDS_PLAN'], requested('R-1', b1, '61840950.00'));
  });

  test('needs no plan where the country knows none', () => {
    given(RequestInscriptionHandler, opened)
      .when(request('100.00'), { facts: unplanned })
      .thenAccepted(requested('R-1', b1, '100.00'));
  });

  test('has a name of its own, and asks for no counterpart', () => {
    given(RequestInscriptionHandler, ...par2, requested('R-1', b1, '1'))
      .when(request('1'), { facts })
      .thenRefused('INSCRIPTION_REQUEST_EXISTS');
    given(RequestInscriptionHandler, ...par2)
      .when(request('1', pledged), { facts: { ...facts, counterpart: ['producers'] }, mode: 'history' })
      .thenRefused('COUNTERPART_NOT_APPROPRIATED');
  });

  test('is withdrawn as far as it is not answered', () => {
    const withdrawal = { ...inBudget, request: 'R-1', reason: 'too late' };
    const partly = inscribed(b1, '40', { request: { id: 'R-1', settled: bob('40.00') } });
    given(WithdrawInscriptionRequestHandler, opened, planned(b1, '100'), requested('R-1', b1, '100'), partly)
      .when(withdrawal, { facts })
      .thenAccepted({
        type: 'InscriptionRequestWithdrawn',
        data: { ...posting, request: 'R-1', reason: 'too late', line: b1, amount: bob('60.00') },
      });
    const [unknown] = given(WithdrawInscriptionRequestHandler, opened)
      .when(withdrawal, { facts })
      .thenRefused('OPEN_INSCRIPTION_REQUEST_UNKNOWN');
    expect(unknown?.cure).toBe('name an open inscription request that there is');
  });
});

describe('an inscription', () => {
  const before = [opened, planned(b1, '100'), requested('R-1', b1, '60')];

  test('answers a request as far as that went, and makes money available', () => {
    given(InscribeAppropriationHandler, ...before)
      .when(inscription('80', { request: 'R-1' }), byEva)
      .thenAccepted(
        inscribed(b1, '80.00', {
          by: 'eva',
          kind: 'additional',
          request: { id: 'R-1', settled: bob('60.00') },
        }),
      );
  });

  test('is not made by whoever asked for it', () => {
    const [refusal] = given(InscribeAppropriationHandler, ...before)
      .when(inscription('60', { request: 'R-1' }), { facts, actor: 'ana' })
      .thenRefused('DUTY_CONFLICT');
    expect(refusal!.message).toContain('request R-1');
  });

  test('is not made by them either when they leave the request unsaid', () => {
    const [refusal] = given(InscribeAppropriationHandler, ...before)
      .when(inscription('60'), { facts, actor: 'ana' })
      .thenRefused('DUTY_CONFLICT');
    expect(refusal!.message).toContain('request R-1');
  });

  test('against a duty that is only watched keeps what was found', () => {
    const watched = { ...facts.duties.conflicts[0]!, force: 'finding' as const };
    const decision = InscribeAppropriationHandler.spec.decide(
      fold(budget, before),
      inscription('60', { request: 'R-1' }),
      {
        ...deciding,
        facts: { ...facts, duties: { version: 0, conflicts: [watched] } },
      },
    );
    expect(decision).toMatchObject({
      broken: [],
      noted: [{ code: 'DUTY_CONFLICT', values: { person: 'ana' } }],
    });
  });

  test('stays within the plan, or is a finding of history', () => {
    const [refusal] = given(InscribeAppropriationHandler, ...before)
      .when(inscription('100.01'), byEva)
      .thenRefused('INSCRIPTION_EXCEEDS_PLAN');
    expect(refusal).toMatchObject({
      values: { programmed: money('100'), inscribed: money('0'), excess: money('0.01') },
      cure: 'plan another 0.01 BOB on the line first, or inscribe 100.00 BOB',
    });
    given(InscribeAppropriationHandler, ...before)
      .when(inscription('100.01'), { ...byEva, mode: 'history' })
      .thenFound(['INSCRIPTION_EXCEEDS_PLAN'], inscribed(b1, '100.01', { by: 'eva', kind: 'additional' }));
  });

  test('needs no plan where the country knows none', () => {
    given(InscribeAppropriationHandler, opened)
      .when(inscription('100.00'), { ...byEva, facts: unplanned })
      .thenAccepted(inscribed(b1, '100.00', { by: 'eva', kind: 'additional' }));
  });

  test('names a request there is, and no counterpart', () => {
    given(InscribeAppropriationHandler, ...before)
      .when(inscription('1', { request: 'R-9' }), byEva)
      .thenRefused('INSCRIPTION_REQUEST_UNKNOWN');
    given(InscribeAppropriationHandler, ...before)
      .when(inscription('1'), { ...byEva, facts: { ...facts, counterpart: ['credit'] } })
      .thenRefused('COUNTERPART_NOT_APPROPRIATED');
  });

  test('counts what the lines before it in the same act have taken', () => {
    const { lines } = inscription('60');
    given(InscribeAppropriationHandler, ...before)
      .when(inscription('60', { lines: [...lines, ...lines] }), byEva)
      .thenRefused('INSCRIPTION_EXCEEDS_PLAN');
  });
});
