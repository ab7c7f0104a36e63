import { dutiesFacts, peopleFact, type Act } from '@tramo/identity';
import type { AgreementState } from '../agreement.state';
import { agreementStream } from '../agreement.state';
import { allianceFact } from '../alliances';
import { programmeOfAgreement, type AskedOfAgreement } from '../ground';

export type AskedMoney = { readonly amount: string; readonly currency: string };

/** As a command has it when its facts are asked for: with the person who acts. */
export type AskedByPerson<Body extends AskedOfAgreement = AskedOfAgreement> = Body & { readonly by: string };

export const streamOf = ({ agreement }: AskedOfAgreement): string => agreementStream(agreement);

const programmeOf = ({ programme }: AskedOfAgreement): string => programme;
const actorOf = ({ by }: { readonly by: string }): readonly string[] => [by];

/** Whether the month is open, and what ties whoever acts to others. */
export const stepFacts = <Body extends AskedOfAgreement>() => ({
  programme: programmeOfAgreement<AskedByPerson<Body>>(),
  people: peopleFact<AskedByPerson<Body>, AgreementState>({ programme: programmeOf, persons: actorOf }),
});

/** What a step asks that is not for everybody to take: all that was done, from the alliance's plan on. */
export const dutyFacts = <Body extends AskedOfAgreement>(act: Act) => ({
  programme: programmeOfAgreement<AskedByPerson<Body>>(),
  ...dutiesFacts<AskedByPerson<Body>, AgreementState>({
    programme: programmeOf,
    acts: [act],
    persons: actorOf,
  }),
  alliance: allianceFact<AskedByPerson<Body>, AgreementState>({
    alliance: (_body, { contract }) => contract?.alliance ?? null,
  }),
});
