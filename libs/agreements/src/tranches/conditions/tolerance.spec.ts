import { Money, type CurrencyCode } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AgreementEvent } from '../../agreement.events';
import { deposited, instalment, promise, signed, today, verified } from '../../agreement.testing';
import { releaseOf } from '../release';
import { evidence, policy, releaseFacts } from '../tranches.testing';
import { evaluated } from './evaluate';

const clp = (amount: string) => ({ amount, currency: 'CLP' as CurrencyCode });

/** Of Juntos: 70 pesos of subsidy for 30 of the firm's, in a currency without cents. */
const inPesos = (given: string): readonly AgreementEvent[] => [
  signed({
    credit: clp('700'),
    tranches: [{ ...instalment(1, '0', '2022'), amount: clp('700') }],
    promised: [{ ...promise('org-12', '0'), amount: clp('300') }],
    reserved: null,
  }),
  deposited('d-1', '0', { amount: clp(given), beyondPromise: clp('0') }),
  verified('d-1', '0', { amount: clp(given) }),
];

const counterpartOf = (given: string) => {
  const state = inPesos(given).reduce(agreement.evolve, agreement.initial);
  const contract = state.contract!;
  const [instalmentOne] = contract.tranches;
  const { release } = releaseOf(
    state,
    { contract, instalment: instalmentOne! },
    { step: 'signature', act: 'approved', amount: Money.of('700', 'CLP'), documents: evidence },
    {
      actor: 'carla',
      actedOn: today,
      effectiveOn: today,
      facts: {
        ...releaseFacts,
        line: { ...releaseFacts.line, commitment: null },
        policy: policy({ counterpartTolerance: '1.5' }),
      },
    },
  );
  return evaluated(release).conditions.find(({ condition }) => condition === 'counterpart');
};

test('of a tolerance, what is whole in a currency without decimals', () => {
  expect(counterpartOf('299')).toMatchObject({ result: 'pass', values: { tolerance: clp('1') } });
  expect(counterpartOf('298')).toMatchObject({ result: 'fail', values: { shortfall: clp('2') } });
});
