import type { LocalDate } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import type { Engagement } from '../roles/roles.state';
import type { PolicyChange } from './policy.events';
import { ProposePolicyHandler } from './propose-policy';
import { SecondPolicyHandler } from './second-policy';
import { WithdrawPolicyProposalHandler } from './withdraw-policy-proposal';

const day = (text: string): LocalDate => text as LocalDate;
const programme = 'par2';
const changes: readonly PolicyChange[] = [
  { kind: 'threshold', name: 'no-objection', money: { amount: '100000.00', currency: 'USD' } },
  { kind: 'parameter', name: 'certificate-days', value: '45' },
];
const what = { changes, effectiveFrom: day('2022-04-01'), reason: 'the manual of 2022' };
const ana = { person: 'ana', employer: 'unit', hiredBy: null };
const proposed = (changed: object = {}) =>
  ({
    type: 'PolicyProposed',
    data: { programme, proposal: 1, ...what, proposedOn: day('2022-03-31'), by: ana, ...changed },
  }) as const;
const adopted = (changed: object = {}) =>
  ({
    type: 'PolicyAdopted',
    data: {
      programme,
      proposal: 1,
      ...what,
      version: 1,
      adoptedOn: day('2022-03-31'),
      proposedBy: 'ana',
      secondedBy: 'ben',
      ...changed,
    },
  }) as const;
const withdrawn = {
  type: 'PolicyProposalWithdrawn',
  data: { programme, proposal: 1, reason: 'too early', by: 'ana' },
} as const;

const engaged = (person: string, hiredBy: string | null, employer = 'unit'): Engagement => ({
  person,
  employer,
  hiredBy,
  from: day('2021-01-01'),
  until: null,
});
const nobody = { facts: { people: [] } };

describe('proposing a policy', () => {
  const propose = given(ProposePolicyHandler);
  const body = { programme, ...what, by: 'ana' };

  it('counts proposals, and keeps who proposed with what ties them to others', () => {
    propose.when(body, { facts: { people: [engaged('ana', null)] } }).thenAccepted(proposed());
    given(ProposePolicyHandler, proposed())
      .when(body, nobody)
      .thenAccepted(proposed({ proposal: 2, by: { ...ana, employer: null } }));
  });

  it('does not reach back', () => {
    const early = { ...body, effectiveFrom: day('2022-03-30') };
    const [refused] = propose.when(early, nobody).thenRefused('POLICY_RETROACTIVE');
    expect(refused).toMatchObject({
      values: { effectiveFrom: '2022-03-30', earliest: '2022-03-31' },
      cure: 'propose it with effectiveFrom 2022-03-31 or later',
    });
    propose
      .when(early, { ...nobody, mode: 'history' })
      .thenFound(
        ['POLICY_RETROACTIVE'],
        proposed({ effectiveFrom: '2022-03-30', by: { ...ana, employer: null } }),
      );
  });

  const rateRegime = {
    kind: 'rate-regime',
    act: 'inscription',
    regime: 'official',
    side: 'buy',
    dateRule: 'same-day',
    days: 0,
    rounding: 'half-up',
  } as const;
  const conflict = {
    kind: 'conflict',
    acts: ['approved', 'paid'],
    scope: 'tranche',
    by: 'employer',
    force: 'refuse',
  } as const;
  const parameter = (name: string, value: string) => ({ kind: 'parameter', name, value });
  const threshold = (name: string, amount: string) => ({
    kind: 'threshold',
    name,
    money: { amount, currency: 'BOB' },
  });

  it.each<[string, string, readonly object[]]>([
    ['POLICY_EMPTY', 'changes', []],
    ['POLICY_WORD_UNKNOWN', 'changes.0.name', [parameter('certificate-dais', '45')]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.name', [threshold('no-objections', '1')]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.name', [{ kind: 'country-rule', name: 'none', choice: 'x' }]],
    [
      'POLICY_WORD_UNKNOWN',
      'changes.0.choice',
      [{ kind: 'country-rule', name: 'line-at-signature', choice: 'x' }],
    ],
    ['POLICY_WORD_UNKNOWN', 'changes.0.acts.1', [{ ...conflict, acts: ['paid', 'payed'] }]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.scope', [{ ...conflict, scope: 'year' }]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.by', [{ ...conflict, by: 'cousin' }]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.force', [{ ...conflict, force: 'off' }]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.regime', [{ ...rateRegime, regime: 'street' }]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.side', [{ ...rateRegime, side: 'left' }]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.dateRule', [{ ...rateRegime, dateRule: 'any' }]],
    ['POLICY_WORD_UNKNOWN', 'changes.0.rounding', [{ ...rateRegime, rounding: 'round' }]],
    ['RATE_DAYS_OUT_OF_RANGE', 'changes.0.days', [{ ...rateRegime, days: 367 }]],
    ['AMOUNT_NOT_POSITIVE', 'changes.0.money', [threshold('no-objection', '0')]],
    ['PARAMETER_MALFORMED', 'changes.0.value', [parameter('certificate-days', '4.5')]],
    ['PARAMETER_MALFORMED', 'changes.0.value', [parameter('signatures-required', '0')]],
    ['PARAMETER_MALFORMED', 'changes.0.value', [parameter('justification-last', '101')]],
    ['PARAMETER_MALFORMED', 'changes.0.value', [parameter('counterpart-tolerance', '-1')]],
    ['CHANGE_GIVEN_TWICE', 'changes.1', [rateRegime, { ...rateRegime, side: 'sell' }]],
    ['CHANGE_GIVEN_TWICE', 'changes.1', [conflict, { ...conflict, acts: ['paid', 'approved'] }]],
  ])('refuses with %s at %s what nobody could ask for', (code, field, impossible) => {
    const given = { ...body, changes: impossible as readonly PolicyChange[] };
    const [refused] = propose.when(given, { ...nobody, mode: 'history' }).thenRefused(code);
    expect(refused!.field).toBe(field);
  });
});

describe('seconding a policy', () => {
  const body = { programme, proposal: 1, by: 'ben' };
  const second = given(SecondPolicyHandler, proposed());

  it('adopts it as a version', () => {
    second.when(body, nobody).thenAccepted(adopted());
    given(SecondPolicyHandler, proposed(), adopted(), proposed({ proposal: 2 }))
      .when({ ...body, proposal: 2 }, nobody)
      .thenAccepted(adopted({ proposal: 2, version: 2 }));
  });

  it('takes another person, whatever the matrix says', () => {
    second.when({ ...body, by: 'ana' }, nobody).thenRefused('SAME_PERSON');
    const lax: PolicyChange = {
      kind: 'conflict',
      acts: ['proposed-policy', 'seconded-policy'],
      scope: 'act',
      by: 'person',
      force: 'finding',
    };
    const changed = { changes: [lax], effectiveFrom: day('2022-03-31') };
    given(SecondPolicyHandler, proposed(changed), adopted(changed), proposed({ proposal: 2 }))
      .when({ ...body, proposal: 2, by: 'ana' }, nobody)
      .thenRefused('SAME_PERSON');
  });

  it('takes one who neither hired the other nor was hired by them', () => {
    const [hired] = second
      .when(body, { facts: { people: [engaged('ben', 'ana')] } })
      .thenRefused('DUTY_CONFLICT');
    expect(hired).toMatchObject({
      category: 'forbidden',
      values: {
        act: 'seconded-policy',
        person: 'ben',
        pastAct: 'proposed-policy',
        pastPerson: 'ana',
        reference: 'proposal 1',
        why: 'ana hired ben',
      },
    });
    given(SecondPolicyHandler, proposed({ by: { ...ana, hiredBy: 'ben' } }))
      .when(body, nobody)
      .thenRefused('DUTY_CONFLICT');
    second.when(body, { facts: { people: [engaged('ben', 'eva')] } }).thenAccepted(adopted());
  });

  it('goes on with a finding where the policy in force only wants to know', () => {
    const watch: PolicyChange = {
      kind: 'conflict',
      acts: ['proposed-policy', 'seconded-policy'],
      scope: 'act',
      by: 'employer',
      force: 'finding',
    };
    const changed = { changes: [watch], effectiveFrom: day('2022-03-31') };
    given(SecondPolicyHandler, proposed(changed), adopted(changed), proposed({ proposal: 2 }))
      .when({ ...body, proposal: 2 }, { facts: { people: [engaged('ben', null)] } })
      .thenNoted(['DUTY_CONFLICT'], adopted({ proposal: 2, version: 2 }));
  });

  it('comes in time', () => {
    const late = { ...nobody, actedOn: day('2022-04-02') };
    second.when(body, late).thenRefused('POLICY_RETROACTIVE');
    second
      .when({ ...body, by: 'ana' }, { ...late, mode: 'history' })
      .thenFound(
        ['SAME_PERSON', 'POLICY_RETROACTIVE'],
        adopted({ adoptedOn: '2022-04-02', secondedBy: 'ana' }),
      );
  });

  it('does not reach back behind a version that was adopted later', () => {
    given(SecondPolicyHandler, proposed(), adopted({ adoptedOn: '2022-04-05' }), proposed({ proposal: 2 }))
      .when({ ...body, proposal: 2 }, { ...nobody, effectiveOn: day('2022-01-01') })
      .thenRefused('POLICY_RETROACTIVE');
  });

  it('is of an open proposal', () => {
    given(SecondPolicyHandler).when(body, nobody).thenRefused('NO_SUCH_PROPOSAL');
    const [again] = given(SecondPolicyHandler, proposed(), adopted())
      .when(body, nobody)
      .thenRefused('PROPOSAL_SETTLED');
    expect(again?.cure).toMatch(/^leave it as it is/);
    const [late] = given(SecondPolicyHandler, proposed(), withdrawn)
      .when(body, nobody)
      .thenRefused('PROPOSAL_SETTLED');
    expect(late?.cure).toBe('propose it again');
  });
});

describe('withdrawing a proposal', () => {
  const body = { programme, proposal: 1, reason: 'too early' };

  it('takes one person', () => {
    given(WithdrawPolicyProposalHandler, proposed()).when(body).thenAccepted(withdrawn);
  });

  it('is of an open proposal', () => {
    given(WithdrawPolicyProposalHandler).when(body).thenRefused('NO_SUCH_PROPOSAL');
    given(WithdrawPolicyProposalHandler, proposed(), adopted()).when(body).thenRefused('PROPOSAL_SETTLED');
  });
});
