import { DEFAULT_CONFLICTS } from '@tramo/identity';
import { certified, day, signed, today } from '../../agreement.testing';
import { payeeAccount, releaseFacts, requested, toAgreed } from '../tranches.testing';
import type { ReleaseStep } from './condition';
import { evaluated, failures } from './evaluate';
import { releaseAfter, found } from './conditions.testing';

describe('the payee', () => {
  test.each([
    ['is not named', [signed()], {}, 'no account was named for it'],
    ['is not open', toAgreed, { payee: { exists: false } as const }, 'account org-12-main is not open'],
    ['is closed', toAgreed, { payee: payeeAccount({ state: 'closed' }) }, 'account org-12-main is not open'],
    [
      'is somebody else’s',
      toAgreed,
      { payee: payeeAccount({ holder: 'org-9' }) },
      'account org-12-main is held by org-9',
    ],
    [
      'is not verified',
      toAgreed,
      { payee: payeeAccount({ verified: null }) },
      'account org-12-main is not verified by two people',
    ],
  ])('%s', (_case, events, facts, why) => {
    expect(found('payee', events, { facts })).toMatchObject({ result: 'fail', why });
  });
  test('was verified by whoever pays', () => {
    expect(found('payee', toAgreed, { step: 'order', actor: 'vera' }).result).toBe('fail');
    expect(found('payee', toAgreed, { step: 'signature', actor: 'vera' }).result).toBe('pass');
  });
  test('was checked too long ago', () => {
    const facts = { payee: payeeAccount({ verified: { on: day('2021-10-02'), by: ['dora', 'vera'] } }) };
    expect(found('account-check', toAgreed, { facts }).result).toBe('pass');
    expect(found('account-check', toAgreed, { facts, on: day('2022-04-01') })).toMatchObject({
      result: 'fail',
      values: { days: 181, daysMax: 180 },
    });
  });
});

test('documents came with the request', () => {
  expect(found('documents', toAgreed, { documents: [] })).toMatchObject({ result: 'fail' });
});

test('duties, whatever the actor or their kind did before: under the agreement, in the alliance, to the account', () => {
  const events = [...toAgreed, requested(), certified('c-1', 1)];
  const verdict = (actor: string, step: ReleaseStep): string =>
    found('duties', events, { actor, step }).result;
  expect(verdict('carla', 'signature')).toBe('pass');
  expect(verdict('olga', 'signature')).toBe('fail');
  expect(verdict('super', 'signature')).toBe('fail');
  expect(verdict('vera', 'signature')).toBe('pass');
  expect(verdict('vera', 'sending')).toBe('fail');
  const advised = {
    act: 'advised' as const,
    person: 'luz',
    on: today,
    reference: 'plan 1',
    affiliation: { person: 'luz', employer: null, hiredBy: null },
  };
  const alliance = { ...releaseFacts.alliance, acts: [advised] };
  const release = releaseAfter(events, { actor: 'luz', facts: { alliance } });
  expect(failures(evaluated(release), release)).toMatchObject([
    { code: 'DUTY_CONFLICT', values: { act: 'approved', pastAct: 'advised', pastPerson: 'luz' } },
    { code: 'COUNTERPART_SHORT' },
  ]);
  expect(DEFAULT_CONFLICTS.length).toBeGreaterThan(0);
});
