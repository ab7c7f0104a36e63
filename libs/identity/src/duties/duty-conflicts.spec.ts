import { fold, type LocalDate } from '@tramo/kernel';
import { policyDecider } from '../policy/policy.state';
import { DEFAULT_CONFLICTS } from '../policy/policy-defaults';
import { rolesDecider, type Engagement } from '../roles/roles.state';
import { conflictName, type ConflictRule } from './acts';
import { dutiesFacts } from './duties-fact';
import { dutyConflicts, type PastAct, type PresentAct } from './duty-conflicts';

const day = (text: string): LocalDate => text as LocalDate;
const requested: PastAct = {
  act: 'requested',
  person: 'ana',
  on: day('2022-03-01'),
  reference: 'tranche 2 of agreement 17',
  scopes: { tranche: '17/2', agreement: '17' },
};
const approves: PresentAct = {
  act: 'approved',
  actor: 'ana',
  on: day('2022-03-10'),
  scopes: { tranche: '17/2', agreement: '17' },
};
const rule = (changed: Partial<ConflictRule> = {}): ConflictRule => ({
  acts: ['requested', 'approved'],
  scope: 'tranche',
  by: 'person',
  force: 'refuse',
  ...changed,
});
const works = (person: string, employer: string, changed: Partial<Engagement> = {}): Engagement => ({
  person,
  employer,
  hiredBy: null,
  from: day('2022-01-01'),
  until: null,
  ...changed,
});

describe('duties', () => {
  it('name both acts, both people, the rule and why', () => {
    const { refused, found } = dutyConflicts(approves, [requested], [rule()], []);
    expect(found).toEqual([]);
    expect(refused).toEqual([
      expect.objectContaining({
        code: 'DUTY_CONFLICT',
        category: 'forbidden',
        message:
          '"approved" by ana does not go together with "requested" by ana ' +
          '(tranche 2 of agreement 17, 2022-03-01): they are the same person',
        values: {
          act: 'approved',
          person: 'ana',
          on: '2022-03-10',
          pastAct: 'requested',
          pastPerson: 'ana',
          pastOn: '2022-03-01',
          reference: 'tranche 2 of agreement 17',
          rule: 'approved / requested, person, within one tranche',
          by: 'person',
          scope: 'tranche',
          force: 'refuse',
          why: 'they are the same person',
        },
        cure: 'let somebody other than ana do it',
      }),
    ]);
  });

  it('are told apart by force: a finding does not refuse', () => {
    const { refused, found } = dutyConflicts(approves, [requested], [rule({ force: 'finding' })], []);
    expect([refused.length, found.length]).toEqual([0, 1]);
  });

  it.each<[string, Partial<ConflictRule>, PresentAct, readonly PastAct[], readonly Engagement[]]>([
    ['of other acts', { acts: ['requested', 'paid'] }, approves, [requested], []],
    ['of other people', {}, { ...approves, actor: 'ben' }, [requested], []],
    ['further apart than the scope', {}, { ...approves, scopes: { tranche: '17/3' } }, [requested], []],
    [
      'of people of other employers',
      { by: 'employer' },
      { ...approves, actor: 'ben' },
      [requested],
      [works('ana', 'unit'), works('ben', 'fund')],
    ],
    [
      'of people whose employers nobody knows',
      { by: 'employer' },
      { ...approves, actor: 'ben' },
      [requested],
      [],
    ],
    [
      'of people who were colleagues once',
      { by: 'employer' },
      { ...approves, actor: 'ben' },
      [requested],
      [works('ana', 'unit'), works('ben', 'unit', { until: day('2022-03-09') })],
    ],
    ['of one person, where the rule is about who hired whom', { by: 'hired-by' }, approves, [requested], []],
  ])('say nothing %s', (_what, changed, present, past, people) => {
    expect(dutyConflicts(present, past, [rule(changed)], people)).toEqual({ refused: [], found: [] });
  });

  it.each<[string, Partial<ConflictRule>, readonly Engagement[], Partial<PastAct>]>([
    ['both are employed by unit', { by: 'employer' }, [works('ana', 'unit'), works('ben', 'unit')], {}],
    ['ana hired ben', { by: 'hired-by' }, [works('ben', 'unit', { hiredBy: 'ana' })], {}],
    ['ben hired ana', { by: 'hired-by' }, [works('ana', 'unit', { hiredBy: 'ben' })], {}],
    [
      'ben hired ana',
      { by: 'hired-by' },
      [],
      { affiliation: { person: 'ana', employer: null, hiredBy: 'ben' } },
    ],
  ])('see that %s', (why, changed, people, past) => {
    const { refused } = dutyConflicts(
      { ...approves, actor: 'ben' },
      [{ ...requested, ...past }],
      [rule(changed)],
      people,
    );
    expect(refused.map(({ values }) => values['why'])).toEqual([why]);
  });

  it('stand in either order, and between acts that do not say where they belong', () => {
    const paid: PastAct = { act: 'approved', person: 'ana', on: day('2022-03-01'), reference: 'tranche 1' };
    const { refused } = dutyConflicts({ ...approves, act: 'requested' }, [paid], [rule()], []);
    expect(refused).toHaveLength(1);
  });

  it('are a matrix in which each row stands once', () => {
    const names = DEFAULT_CONFLICTS.map(conflictName);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are facts: the rows about an act, and the people that are named', () => {
    const { duties, people } = dutiesFacts({
      programme: (body: { programme: string; by: string }) => body.programme,
      acts: ['inscribed'],
      persons: ({ by }) => [by],
    });
    const body = { programme: 'par2', by: 'ana' };
    const asked = { effectiveOn: day('2022-03-31'), actedOn: day('2022-03-31') };
    expect([duties.stream(body, {}, asked), people.stream(body, {}, asked)]).toEqual([
      'policy-par2',
      'roles-par2',
    ]);
    expect(duties.select(policyDecider.initial, body, asked, {})).toEqual({
      version: 0,
      conflicts: DEFAULT_CONFLICTS.filter(({ acts }) => acts.includes('inscribed')),
    });
    const engaged = (person: string) =>
      ({
        type: 'PersonEngaged',
        data: {
          programme: 'par2',
          person,
          employer: 'unit',
          hiredBy: null,
          from: day('2022-01-01'),
          by: 'eva',
        },
      }) as const;
    const state = fold(rolesDecider, [engaged('ana'), engaged('ben')]);
    expect(people.select(state, body, asked, {})).toEqual([works('ana', 'unit')]);
  });
});
