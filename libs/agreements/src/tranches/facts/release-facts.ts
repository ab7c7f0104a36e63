import {
  budgetLineFact,
  categoryFact,
  lenderRateFacts,
  type BudgetLineAnswer,
  type CategoryAnswer,
} from '@tramo/budget';
import type { Fact } from '@tramo/event-log';
import type { CurrencyCode } from '@tramo/kernel';
import { dutiesFacts, peopleFact, type Act } from '@tramo/identity';
import { accountFact, type AccountAnswer } from '@tramo/treasury';
import { placeOf, type AgreementState } from '../../agreement.state';
import { allianceFact } from '../../alliances';
import type { Instalment } from '../../contract/contract.events';
import type { Contract } from '../../contract/contract.state';
import { programmeOfAgreement } from '../../ground';
import { organisationFact } from '../../organisations/organisation-fact';
import type { AskedOfTranche, ByPerson } from '../asking';
import { releasePolicyFact } from './release-policy';

const programmeOf = ({ programme }: AskedOfTranche): string => programme;
const actorOf = ({ by }: { readonly by: string }): readonly string[] => [by];

/** What a step asks that lets no money go. */
export const stepFacts = <Body extends AskedOfTranche>() => ({
  programme: programmeOfAgreement<ByPerson<Body>>(),
  people: peopleFact<ByPerson<Body>, AgreementState>({ programme: programmeOf, persons: actorOf }),
});

/** What the release conditions compare, for somebody who is about to do this. */
export const releaseFacts = <Body extends AskedOfTranche>(act: Act) => ({
  programme: programmeOfAgreement<ByPerson<Body>>(),
  ...dutiesFacts<ByPerson<Body>, AgreementState>({ programme: programmeOf, acts: [act], persons: actorOf }),
  policy: releasePolicyFact<ByPerson<Body>>(),
  alliance: allianceFact<ByPerson<Body>, AgreementState>({
    alliance: (_body, { contract }) => contract?.alliance ?? null,
  }),
  organisation: organisationFact<ByPerson<Body>>(),
  line: lineFact<ByPerson<Body>>(),
  category: categoryOfAgreement<ByPerson<Body>>(),
  payee: payeeFact<ByPerson<Body>>(),
  ...lenderRatesOf<ByPerson<Body>>(),
});

const instalmentOf = ({ contract }: AgreementState, { tranche }: AskedOfTranche): Instalment | undefined =>
  contract?.tranches.find((one) => one.tranche === tranche);

export const yearOfTranche = (body: AskedOfTranche, state: AgreementState): string =>
  instalmentOf(state, body)?.budgetYear ?? '';

const lineFact = <Body extends AskedOfTranche>(): Fact<Body, AgreementState, BudgetLineAnswer> =>
  budgetLineFact({
    programme: programmeOf,
    year: yearOfTranche,
    line: (body, state) => state.contract && placeOf(state.contract, yearOfTranche(body, state)).line,
    commitment: (body, state) =>
      state.contract?.committed.get(yearOfTranche(body, state))?.commitment ?? null,
  });

const categoryOfAgreement = <Body>(): Fact<Body, AgreementState, CategoryAnswer> =>
  categoryFact({
    financing: (_body, { contract }) => contract?.reserved?.financing ?? null,
    share: (_body, { contract }) => contract?.reserved?.share ?? '',
    category: (_body, { contract }) => contract?.reserved?.category ?? null,
    reservation: (_body, { contract }) => contract?.agreement ?? null,
  });

export const payeeFact = <Body>(): Fact<Body, AgreementState, AccountAnswer> =>
  accountFact({ account: (_body: Body, { contract }: AgreementState) => contract?.payee ?? null });

/** From the lender's currency to the agreement's; of the rates' own policy only the regime is of interest here. */
export function lenderRatesOf<Body extends AskedOfTranche>() {
  const { rates, ratesOfYearBefore } = lenderRateFacts<Body, AgreementState>({
    act: 'transfer',
    programme: programmeOf,
    pair: (_body, { contract }) => ratePairOf(contract),
  });
  return { rates, ratesOfYearBefore };
}

/** Where no lender says in which currency, policies set their thresholds in dollars. */
export function ratePairOf(contract: Contract | null): {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
} {
  const quote = contract?.credit.currency.code ?? 'USD';
  return { base: contract?.reserved?.amount.currency.code ?? 'USD', quote };
}
