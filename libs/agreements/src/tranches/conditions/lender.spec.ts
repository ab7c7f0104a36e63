import { day, signed } from '../../agreement.testing';
import { releaseFacts, toAgreed } from '../tranches.testing';
import { found, releaseAfter } from './conditions.testing';
import { evaluated, failures, RELEASE_CONDITIONS } from './evaluate';

const suspension = {
  suspendedOn: day('2022-03-01'),
  document: 'AIF/2022/114',
  reason: 'the audit of 2021 is late',
  by: 'ana',
};
const suspended = { facts: { category: { ...releaseFacts.category, suspension } } };

test('a lender that pays out is said to, and where none pays there is none to', () => {
  expect(found('lender', toAgreed)).toMatchObject({ result: 'pass', values: { financing: '8735-bo' } });
  expect(found('lender', [signed({ reserved: null })], suspended).result).toBe('not-applicable');
});

test('one that has suspended its payments keeps every tranche back, with its letter and its reason', () => {
  expect(found('lender', toAgreed, suspended)).toMatchObject({
    result: 'fail',
    why: 'the lender suspended 8735-bo on 2022-03-01 by AIF/2022/114: the audit of 2021 is late',
    values: { document: 'AIF/2022/114', reason: 'the audit of 2021 is late', recordedBy: 'ana' },
  });
  const release = releaseAfter(toAgreed, suspended);
  const codes = failures(evaluated(release), release).map(({ code }) => code);
  expect(codes).toContain('LENDER_SUSPENDED');
  expect(RELEASE_CONDITIONS.lender.waivable).toBe(false);
});
