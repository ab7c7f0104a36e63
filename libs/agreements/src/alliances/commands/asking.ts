import { peopleFact } from '@tramo/identity';
import { programmeFact } from '@tramo/programmes';
import { allianceStream, type AllianceState } from '../alliance.state';

export type AskedOfAlliance = { readonly programme: string; readonly alliance: string };

/** As the command has it when its facts are asked for: with the person who acts. */
export type AskedByPerson<Body extends AskedOfAlliance = AskedOfAlliance> = Body & { readonly by: string };

export const streamOf = (body: AskedOfAlliance): string => allianceStream(body.alliance);

const programmeOf = (body: AskedOfAlliance): string => body.programme;
const actorOf = ({ by }: { readonly by: string }): readonly string[] => [by];

/** Whether the month is open, and what the books are kept in. */
export const programmeFacts = <Body extends AskedOfAlliance>() => ({
  programme: programmeFact<Body, AllianceState>({ programme: programmeOf, lines: () => [] }),
});

export const actorFacts = <Body extends AskedOfAlliance>() => ({
  people: peopleFact<AskedByPerson<Body>, AllianceState>({ programme: programmeOf, persons: actorOf }),
});

/** What a step asks that is nobody's duty in particular. */
export const stepFacts = <Body extends AskedOfAlliance>() => ({
  ...programmeFacts<AskedByPerson<Body>>(),
  ...actorFacts<Body>(),
});
