import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import {
  allRated,
  asked,
  assessed,
  bob,
  clock,
  doneBy,
  facts,
  hash,
  named,
  planned,
  prioritised,
  rated,
  requested,
  still,
  today,
  toPlanned,
  toPrioritised,
} from '../alliances.testing';
import { ASPECTS } from '../shapes';
import { FormulatePlanHandler } from './formulate-plan';
import { GiveOpinionHandler } from './give-opinion';
import { PrioritiseAllianceHandler } from './prioritise-alliance';

const money = (amount: string): Money => Money.of(amount, 'BOB');
const history = { facts, mode: 'history' } as const;

describe('a plan', () => {
  const plan = (total: string, credit = '700', counterpart = '300') => ({
    ...named,
    by: 'luz',
    total: bob(total),
    credit: bob(credit),
    counterpart: bob(counterpart),
    evidence: hash,
  });
  const byLuz = { facts, actor: 'luz' };

  test('is its adviser’s, and is then rated', () => {
    given(FormulatePlanHandler, requested, assessed).when(plan('1000'), byLuz).thenAccepted(planned());
  });

  test('asks for what makes its total', () => {
    const [refusal] = given(FormulatePlanHandler, requested, assessed)
      .when(plan('1001'), byLuz)
      .thenRefused('PLAN_DOES_NOT_ADD_UP');
    expect(refusal).toMatchObject({
      values: { sum: money('1000'), difference: money('1') },
      cure: 'give 1000.00 BOB as the total, or a credit and a counterpart that make 1001.00 BOB',
    });
    given(FormulatePlanHandler, requested, assessed)
      .when(plan('1001'), { ...byLuz, mode: 'history' })
      .thenFound(['PLAN_DOES_NOT_ADD_UP'], planned('luz', { total: bob('1001.00') }));
  });

  test.each([
    ['total', plan('0')],
    ['credit', plan('1000', '-700')],
    ['counterpart', plan('1000', '700', '0')],
  ])('asks for more than nothing: %s', (field, body) => {
    for (const mode of ['live', 'history'] as const) {
      const [refusal] = given(FormulatePlanHandler, requested, assessed)
        .when(body, { ...byLuz, mode })
        .thenRefused('AMOUNT_NOT_POSITIVE');
      expect(refusal!.field).toBe(field);
    }
  });

  test('is in the currency of the books', () => {
    const [refusal] = given(FormulatePlanHandler, requested, assessed)
      .when({ ...plan('1000'), credit: { amount: '100', currency: 'USD' } }, byLuz)
      .thenRefused('CURRENCY_NOT_OF_PROGRAMME');
    expect(refusal).toMatchObject({ field: 'credit.currency', cure: 'give the amount in BOB' });
  });

  test('comes after the assessment and before the committee', () => {
    const [early] = given(FormulatePlanHandler, requested)
      .when(plan('1000'), byLuz)
      .thenRefused('ALLIANCE_NOT_ASSESSED');
    expect(early!.cure).toBe('first assess the opportunity');
    given(FormulatePlanHandler, ...toPrioritised)
      .when(plan('1000'), byLuz)
      .thenRefused('ALLIANCE_NOT_ASSESSED');
  });

  test('may be formulated anew, and then has no opinions', () => {
    const again = planned('luz', {
      plan: 2,
      clock: { ended: 4, begun: { number: 5, step: 'opinions', owner: 'unit' } },
    });
    const before = [...toPlanned, ...allRated] as const;
    given(FormulatePlanHandler, ...before)
      .when(plan('1000'), byLuz)
      .thenAccepted(again);
    given(PrioritiseAllianceHandler, ...before, again)
      .when({ ...asked, act: 'Acta 4/2022', rank: 3, score: '87.5' }, { facts })
      .thenRefused('OPINIONS_MISSING');
  });

  test('is not for whoever has rated the one before', () => {
    given(FormulatePlanHandler, ...toPlanned, rated('financial'))
      .when({ ...plan('1000'), by: 'eva' }, { facts, actor: 'eva' })
      .thenRefused('DUTY_CONFLICT');
  });
});

describe('an opinion', () => {
  const give = (more = {}) => ({
    ...named,
    by: 'eva',
    aspect: 'financial' as const,
    opinion: 'favourable' as const,
    text: 'as they say',
    evidence: hash,
    ...more,
  });
  const byEva = { facts, actor: 'eva' };

  test('is about a plan, in one of five aspects', () => {
    given(GiveOpinionHandler, ...toPlanned)
      .when(give(), byEva)
      .thenAccepted(rated('financial'));
  });

  test('that is the last of five brings the plan before the committee', () => {
    const [last] = [...allRated].reverse();
    given(GiveOpinionHandler, ...toPlanned, ...allRated.slice(0, -1))
      .when(give({ aspect: 'administrative' }), byEva)
      .thenAccepted(last!);
  });

  test('against it sends the plan back, and a later one of the same aspect takes its place', () => {
    const against = rated('financial', 'unfavourable', { clock: clock(4, 'revision', 'organisation') });
    const others = allRated.filter(({ data }) => !('aspect' in data) || data.aspect !== 'financial');
    const before = [...toPlanned, ...others.map((one) => ({ ...one, data: { ...one.data, clock: still } }))];
    given(GiveOpinionHandler, ...(before as typeof others))
      .when(give({ opinion: 'unfavourable' }), byEva)
      .thenAccepted(against);
    given(GiveOpinionHandler, ...(before as typeof others), against)
      .when(give({ opinion: 'with-conditions' }), byEva)
      .thenAccepted(
        rated('financial', 'with-conditions', { clock: clock(5, 'prioritisation', 'committee') }),
      );
  });

  test('is not for the adviser, for the adviser’s colleagues, nor for whom they hired or were hired by', () => {
    const advisedBy = (employer: string | null, hiredBy: string | null) =>
      [requested, assessed, planned('luz', doneBy('luz', employer, hiredBy))] as const;
    const eva = { person: 'eva', from: today, until: null };
    const cases = [
      { before: advisedBy(null, null), context: { facts, actor: 'luz' }, by: 'luz' },
      {
        before: advisedBy('Agro SRL', null),
        context: {
          facts: { ...facts, people: [{ ...eva, employer: 'Agro SRL', hiredBy: null }] },
          actor: 'eva',
        },
        by: 'eva',
      },
      {
        before: advisedBy('Agro SRL', null),
        context: { facts: { ...facts, people: [{ ...eva, employer: 'UEP', hiredBy: 'luz' }] }, actor: 'eva' },
        by: 'eva',
      },
      { before: advisedBy('Agro SRL', 'eva'), context: byEva, by: 'eva' },
    ];
    for (const { before, context, by } of cases) {
      const [refusal] = given(GiveOpinionHandler, ...before)
        .when(give({ by }), context)
        .thenRefused('DUTY_CONFLICT');
      expect(refusal).toMatchObject({
        category: 'forbidden',
        values: { act: 'rated', pastAct: 'advised', pastPerson: 'luz', reference: 'plan 1 of alliance al-1' },
      });
      given(GiveOpinionHandler, ...before)
        .when(give({ by }), { ...context, mode: 'history', actor: 'luz', facts })
        .thenFound(['DUTY_CONFLICT'], rated('financial', 'favourable', doneBy('luz')));
    }
  });

  test('that policy only wants known is let pass, and found', () => {
    const conflicts = facts.duties.conflicts.map((rule) => ({ ...rule, force: 'finding' as const }));
    given(GiveOpinionHandler, ...toPlanned)
      .when(give({ by: 'luz' }), { actor: 'luz', facts: { ...facts, duties: { version: 1, conflicts } } })
      .thenNoted(['DUTY_CONFLICT'], rated('financial', 'favourable', doneBy('luz')));
  });

  test('waits for a plan, and comes too late for a committee that has met', () => {
    const [early] = given(GiveOpinionHandler, requested)
      .when(give(), byEva)
      .thenRefused('ALLIANCE_NOT_PLANNED');
    expect(early!.cure).toBe('first assess the opportunity, then formulate the plan');
    given(GiveOpinionHandler, ...toPrioritised)
      .when(give(), byEva)
      .thenRefused('ALLIANCE_NOT_PLANNED');
    given(GiveOpinionHandler, requested)
      .when(give(), { ...byEva, mode: 'history' })
      .thenFound(
        ['ALLIANCE_NOT_PLANNED'],
        rated('financial', 'favourable', { plan: null, state: 'requested' }),
      );
  });
});

describe('a committee', () => {
  const prioritise = { ...asked, act: 'Acta 4/2022', rank: 3, score: '87.5' };

  test('prioritises on five opinions', () => {
    given(PrioritiseAllianceHandler, ...toPlanned, ...allRated)
      .when(prioritise, { facts })
      .thenAccepted(prioritised);
  });

  test('does not without all of them', () => {
    const [refusal] = given(PrioritiseAllianceHandler, ...toPlanned, rated('financial'), rated('social'))
      .when(prioritise, { facts })
      .thenRefused('OPINIONS_MISSING');
    expect(refusal).toMatchObject({
      values: { missing: ['environmental', 'productive', 'administrative'] },
      cure: 'have these opinions given first: environmental, productive, administrative',
    });
    given(PrioritiseAllianceHandler, ...toPlanned)
      .when(prioritise, history)
      .thenFound(['OPINIONS_MISSING'], {
        type: 'AlliancePrioritised',
        data: { ...prioritised.data, clock: clock(4, 'signature', 'unit') } as never,
      });
  });

  test('does not against one of them', () => {
    const opinions = ASPECTS.map((aspect) =>
      rated(aspect, aspect === 'social' ? 'unfavourable' : 'with-conditions'),
    );
    const [refusal] = given(PrioritiseAllianceHandler, ...toPlanned, ...opinions)
      .when(prioritise, { facts })
      .thenRefused('OPINION_UNFAVOURABLE');
    expect(refusal!.values).toEqual({ alliance: 'al-1', aspects: ['social'] });
  });

  test('does so once', () => {
    given(PrioritiseAllianceHandler, ...toPrioritised)
      .when(prioritise, { facts })
      .thenRefused('ALLIANCE_NOT_PLANNED');
  });
});
