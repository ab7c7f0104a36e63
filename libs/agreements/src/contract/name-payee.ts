import { decides } from '@tramo/event-log';
import { CommandOfPerson, type PastAct } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { accountFact, type AccountAnswer } from '@tramo/treasury';
import { agreement } from '../agreement';
import type { AgreementState } from '../agreement.state';
import { allianceFact } from '../alliances';
import { doneBy, groundOf, standing, type AskedOfAgreement } from '../ground';
import { actsOfAlliance, dutiesMet, dutyFacts, streamOf, type ByPerson } from '../asking';
import { accountOfOrganisation } from './payee-account';
import { payeeNamedAlready } from './refusals';

type Body = AskedOfAgreement & { readonly account: string };
type Asked = ByPerson<Body>;

/** Where the money goes: the same duty as changing an account. */
export class NamePayee extends CommandOfPerson<Body> {}

export const NamePayeeHandler = decides(NamePayee, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...dutyFacts<Body>('changed-account'),
    account: accountFact<Asked, AgreementState>({ account: ({ account }) => account }),
    alliance: allianceFact<Asked, AgreementState>({
      alliance: (_body, { contract }) => contract?.alliance ?? null,
    }),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    const { account } = body;
    const { facts } = context;
    if (contract.payee === account) return payeeNamedAlready(account);
    const notTheirs = accountOfOrganisation(account, facts.account, contract, 'account');
    if (notTheirs instanceof Rejection) return notTheirs;
    const past = [
      ...contract.acts,
      ...actsOfAlliance(facts.alliance),
      ...verificationsOf(account, facts.account),
    ];
    const { refused, found } = dutiesMet(
      { act: 'changed-account', agreement: body.agreement },
      past,
      context,
    );
    const data = { ...ground.of, ...doneBy(context, facts.people), account };
    return accept(
      [{ type: 'PayeeNamed', data }],
      [...ground.broken, ...standing(contract), ...notTheirs, ...refused],
      found,
    );
  },
});

/** Who has looked at the account does not also say that money goes there. */
const verificationsOf = (account: string, answer: AccountAnswer): readonly PastAct[] =>
  answer.exists
    ? answer.verifications.map(({ by, on, affiliation }) => ({
        act: 'verified-account',
        person: by,
        on,
        reference: `account ${account}`,
        affiliation,
      }))
    : [];
