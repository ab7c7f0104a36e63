import fc from 'fast-check';
import { totalOf } from './shared';
import { heldOf, unamortised, type WorkState } from './work.state';
import { livedThrough } from './works-lives.testing';
import { course, type Mode } from './works-wishes.testing';

const SEED = Number(process.env['TRAMO_TEST_SEED'] ?? Date.now() % 1_000_000);

const PARTIES = ['lender', 'gam-betanzos'] as const;

test.each<Mode>(['live', 'history'])(
  'of each party, neither the advance nor what is retained or owed is ever below zero: %s',
  (mode) => {
    fc.assert(
      fc.property(course, (lived) => {
        livedThrough(lived, mode, (_event, { money }, books) => {
          for (const whose of PARTIES) {
            expect(books.of('1220', whose)).toBeGreaterThanOrEqual(0n);
            expect(-books.of('2200', whose)).toBeGreaterThanOrEqual(0n);
            expect(-books.of('2150', whose)).toBeGreaterThanOrEqual(0n);
            expect(-books.of('2160', whose)).toBeGreaterThanOrEqual(0n);
          }
          if (!money) return;
          expect(totalOf(unamortised(money)).amountMinor).toBe(
            PARTIES.reduce((sum, whose) => sum + books.of('1220', whose), 0n),
          );
          expect(-totalOf(heldOf(money)).amountMinor).toBe(
            PARTIES.reduce((sum, whose) => sum + books.of('2200', whose), 0n),
          );
        });
      }),
      { seed: SEED },
    );
  },
);

test("live, the municipality's money is never spent before it is there, nor more measured than was agreed", () => {
  fc.assert(
    fc.property(course, (lived) => {
      livedThrough(lived, 'live', (_event, { money, contract }, books) => {
        const whose = 'gam-betanzos';
        for (const account of ['1130', '982', '983', '984', '981']) {
          expect([account, books.of(account, whose) >= 0n]).toEqual([account, true]);
        }
        expect(-books.of('2300', whose)).toBeGreaterThanOrEqual(0n);
        if (!money || !contract) return;
        expect(totalOf(money.gross).isGreaterThan(contract.amount)).toBe(false);
      });
    }),
    { seed: SEED },
  );
});

test.each<Mode>(['live', 'history'])(
  "what a work holds of the lender's category is what the category holds for it, and nothing once it has ended: %s",
  (mode) => {
    fc.assert(
      fc.property(course, (lived) => {
        livedThrough(lived, mode, (_event, { contract, stage, sheets }, _books, others) => {
          const left = contract?.reserved?.left.amountMinor ?? 0n;
          expect(others.reserved).toBe(left);
          expect(others.eligible).toBeGreaterThanOrEqual(0n);
          const owed = [...sheets.values()].some(({ state }) => state === 'approved');
          // History may sign an addendum of what has ended.
          if (mode === 'live' && (stage === 'terminated' || stage === 'accepted') && !owed)
            expect(left).toBe(0n);
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  },
);

test("live, the treasury holds of the municipality's what the books show, and no more is paid than was agreed", () => {
  fc.assert(
    fc.property(course, (lived) => {
      livedThrough(
        lived,
        'live',
        (_event, { payments, contract }, books, { accounts, refunded, returned }) => {
          const collections = [...accounts].flatMap(([id, minor]) => (id === 'fps-op' ? [] : [minor]));
          const held = collections.reduce((sum, minor) => sum + minor, 0n);
          expect(held).toBe(books.of('1130', 'gam-betanzos'));
          for (const minor of collections) expect(minor).toBeGreaterThanOrEqual(0n);
          const paid = [...payments.values()]
            .filter(({ bounced, of }) => !bounced && of !== 'municipality')
            .reduce((sum, { shared }) => sum + totalOf(shared).amountMinor, 0n);
          expect(paid).toBe(refunded - books.of('1120', 'lender') + paidByMunicipality(payments));
          if (contract) expect(paid - returned).toBeLessThanOrEqual(contract.amount.amountMinor);
        },
      );
    }),
    { seed: SEED, numRuns: 300 },
  );
});

const paidByMunicipality = (payments: WorkState['payments']): bigint =>
  [...payments.values()]
    .filter(({ bounced, of }) => !bounced && of !== 'municipality')
    .reduce((sum, { shared }) => sum + shared.municipal.amountMinor, 0n);

/** One seed for ever: what is generated says something about every step, and not by luck. */
test.each<Mode>(['live', 'history'])('of the lives that are generated, every step is in some: %s', (mode) => {
  const types = new Set<string>();
  fc.assert(
    fc.property(course, (lived) => void livedThrough(lived, mode, ({ type }) => types.add(type))),
    { seed: 1, numRuns: 400 },
  );
  expect([...types].sort()).toEqual(
    [
      'FinalDesignApproved',
      'LetterOfIntentSigned',
      'MunicipalDepositReversed',
      'MunicipalDepositVerified',
      'MunicipalFundsReturned',
      'MunicipalPromiseLessened',
      'MunicipalShareDeposited',
      'ProgressSheetApproved',
      'ProgressSheetPaid',
      'ProgressSheetPresented',
      'ProgressSheetReturned',
      'RetentionReleased',
      'WorkAccepted',
      'WorkAddendumSigned',
      'WorkPaymentBounced',
      'WorkTerminated',
      'WorkYearReleased',
      'WorksAdvanceRequested',
      'WorksAdvanceReturned',
      'WorkAgreementSigned',
      'WorkYearCommitted',
      'WorksAdvancePaid',
    ].sort(),
  );
});
