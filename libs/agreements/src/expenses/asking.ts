import type { Act } from '@tramo/identity';
import type { AgreementState } from '../agreement.state';
import { allianceFact } from '../alliances';
import { dutyFacts as factsOfDuty, type ByPerson } from '../asking';
import type { AskedOfAgreement } from '../ground';

export { stepFacts, streamOf, type AskedMoney } from '../asking';

export type AskedByPerson<Body extends AskedOfAgreement = AskedOfAgreement> = ByPerson<Body>;

/** What a step asks that is not for everybody to take: all that was done, from the alliance's plan on. */
export const dutyFacts = <Body extends AskedOfAgreement>(act: Act) => ({
  ...factsOfDuty<Body>(act),
  alliance: allianceFact<AskedByPerson<Body>, AgreementState>({
    alliance: (_body, { contract }) => contract?.alliance ?? null,
  }),
});
