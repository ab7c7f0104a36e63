import { given } from '../../../../../test/support/decider-kit';
import {
  ana,
  asked,
  assessed,
  clock,
  date,
  doneBy,
  facts,
  hash,
  organisation,
  requested,
  still,
  suspended,
  today,
  toPlanned,
} from '../alliances.testing';
import { AssessOpportunityHandler } from './assess-opportunity';
import { RequestAllianceHandler } from './request-alliance';

const history = { facts, mode: 'history' } as const;
const unknown = { ...facts, programme: { ...facts.programme, exists: false } };

describe('a request', () => {
  const request = {
    ...asked,
    organisation,
    ally: { name: 'Molino del Sur' },
    product: 'papa',
    model: 1 as const,
    evaluator: 'unit' as const,
    seasonDeadline: date('2022-09-30'),
    department: 'Potosí',
  };

  test('opens an alliance, and the clock of who assesses it', () => {
    given(RequestAllianceHandler).when(request, { facts }).thenAccepted(requested);
  });

  test('writes down as absent what it does not say, and leaves the clock to the operating agent', () => {
    const { code, name, producers, women } = organisation;
    const least = { ...asked, organisation: { code, name, producers, women }, product: 'papa' };
    given(RequestAllianceHandler)
      .when({ ...least, model: 3, evaluator: 'operating-agent' }, { facts })
      .thenAccepted({
        type: 'AllianceRequested',
        data: {
          ...ana,
          state: 'requested',
          clock: clock(1, 'assessment', 'operating-agent'),
          organisation: { code, name, producers, women, taxId: null, region: null, municipality: null },
          ally: null,
          product: 'papa',
          model: 3,
          evaluator: 'operating-agent',
          seasonDeadline: null,
          department: null,
        },
      });
  });

  test('keeps for whom they who enter it work', () => {
    const engaged = { person: 'ana', employer: 'UEP', hiredBy: 'rosa', from: today, until: null };
    given(RequestAllianceHandler)
      .when(request, { facts: { ...facts, people: [engaged] } })
      .thenAccepted({
        type: 'AllianceRequested',
        data: { ...requested.data, ...doneBy('ana', 'UEP', 'rosa') } as never,
      });
  });

  test('is refused where there is one of its name, no such programme, region or month', () => {
    given(RequestAllianceHandler, requested).when(request, { facts }).thenRefused('ALLIANCE_EXISTS');
    given(RequestAllianceHandler, requested).when(request, history).thenRefused('ALLIANCE_EXISTS');
    given(RequestAllianceHandler).when(request, { facts: unknown }).thenRefused('PROGRAMME_UNKNOWN');
    const problem = { why: 'unknown', field: 'region', classifier: 'region', code: 'Potosí' } as const;
    const nowhere = { ...problem, lines: [0], date: null, supersededBy: [], expected: null };
    const programme = { ...facts.programme, monthClosed: true, problems: [nowhere] };
    const [month, region] = given(RequestAllianceHandler)
      .when(request, { facts: { ...facts, programme } })
      .thenRefused('MONTH_CLOSED', 'CODE_UNKNOWN');
    expect([month!.field, region!.field]).toEqual(['effectiveOn', 'organisation.region']);
    given(RequestAllianceHandler)
      .when(request, { ...history, facts: { ...facts, programme } })
      .thenFound(['MONTH_CLOSED', 'CODE_UNKNOWN'], requested);
  });

  test('counts women among producers', () => {
    const [refusal] = given(RequestAllianceHandler)
      .when({ ...request, organisation: { ...organisation, women: 41 } }, { facts })
      .thenRefused('WOMEN_EXCEED_PRODUCERS');
    expect(refusal).toMatchObject({ values: { women: 41, producers: 40, excess: 1 } });
  });
});

describe('an assessment', () => {
  const assess = (result: 'viable' | 'not-viable') => ({ ...asked, result, text: 'there is a buyer' });

  test('gives the alliance to the organisation, to plan it', () => {
    given(AssessOpportunityHandler, requested).when(assess('viable'), { facts }).thenAccepted(assessed);
  });

  test('ends what is not viable, and its clock', () => {
    given(AssessOpportunityHandler, requested)
      .when({ ...assess('not-viable'), evidence: hash }, { facts })
      .thenAccepted({
        type: 'OpportunityAssessed',
        data: {
          ...ana,
          state: 'declined',
          clock: { ended: 1, begun: null },
          result: 'not-viable',
          text: 'there is a buyer',
          evidence: hash,
        },
      });
  });

  test('is of an alliance of this programme that is requested', () => {
    given(AssessOpportunityHandler).when(assess('viable'), { facts }).thenRefused('ALLIANCE_UNKNOWN');
    given(AssessOpportunityHandler, requested)
      .when({ ...assess('viable'), programme: 'par3' }, { facts })
      .thenRefused('ALLIANCE_UNKNOWN');
    const [refusal] = given(AssessOpportunityHandler, ...toPlanned)
      .when(assess('viable'), { facts })
      .thenRefused('ALLIANCE_NOT_REQUESTED');
    expect(refusal).toMatchObject({
      values: { alliance: 'al-1', state: 'planned', expected: ['requested'] },
      cure: 'that is behind it: go on from where it stands, planned',
    });
    const [halted] = given(AssessOpportunityHandler, requested, suspended(2))
      .when(assess('viable'), { facts })
      .thenRefused('ALLIANCE_NOT_REQUESTED');
    expect(halted!.cure).toBe('first resume it');
  });

  test('told by history out of its order takes nobody back', () => {
    given(AssessOpportunityHandler, ...toPlanned)
      .when(assess('viable'), history)
      .thenFound(['ALLIANCE_NOT_REQUESTED'], {
        type: 'OpportunityAssessed',
        data: { ...assessed.data, state: 'planned', clock: still } as never,
      });
  });

  test('counts no earlier than the step before it', () => {
    const earlier = { facts, effectiveOn: date('2022-03-30') };
    const [refusal] = given(AssessOpportunityHandler, { ...requested, effectiveOn: today })
      .when(assess('viable'), earlier)
      .thenRefused('BEFORE_LAST_STEP');
    expect(refusal).toMatchObject({
      values: { effectiveOn: '2022-03-30', since: '2022-03-31' },
      cure: 'date it 2022-03-31 or later',
    });
    given(AssessOpportunityHandler, { ...requested, effectiveOn: today })
      .when(assess('viable'), { ...earlier, mode: 'history' })
      .thenFound(['BEFORE_LAST_STEP'], assessed);
  });
});
