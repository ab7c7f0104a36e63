import { decides, fact, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { financingStream, programmeStream } from '../codes';
import { financing as financingDecider } from '../financing/financing.state';
import { financingUnknown } from '../financing/refusals';
import { programme, type ProgrammeState } from './programme.state';
import { codeUnknown, programmeUnknown } from './rules-of-programme';

export type AdoptCrosswalkBody = {
  readonly programme: string;
  readonly financing: string;
  readonly validFrom: LocalDate;
  readonly entries: readonly { readonly component: string; readonly category: string }[];
  /** Why it is so: the clause, the letter, the arithmetic. */
  readonly proof: string;
};

export class AdoptCrosswalk extends LedgerCommand<AdoptCrosswalkBody> {}

type FinancingAnswer = {
  /** The programme it finances; null while it is not signed. */
  readonly programme: string | null;
  /** Of the categories asked about, those it does not have. */
  readonly unknown: readonly string[];
};

const financingFact = fact(
  financingDecider,
  (body: AdoptCrosswalkBody) => financingStream(body.financing),
  ({ agreement, categories }, { entries }): FinancingAnswer => ({
    programme: agreement?.programme ?? null,
    unknown: [...new Set(entries.map(({ category }) => category))].filter((code) => !categories.has(code)),
  }),
);

export const AdoptCrosswalkHandler = decides(AdoptCrosswalk, {
  decider: programme,
  stream: (body: AdoptCrosswalkBody) => programmeStream(body.programme),
  facts: { financing: financingFact },
  decide: (state, body, { facts }) => {
    const { programme: of, financing, validFrom, entries, proof } = body;
    if (!state.opened) return programmeUnknown(of);
    if (facts.financing.programme === null) return financingUnknown(financing);
    if (facts.financing.programme !== of) return ofAnotherProgramme(body, facts.financing.programme);
    const twice = entries.find(
      ({ component }, index) => entries.findIndex((other) => other.component === component) !== index,
    );
    if (twice) return componentTwice(twice.component);
    const number = state.crosswalks.filter((crosswalk) => crosswalk.financing === financing).length + 1;
    return accept(
      [
        {
          type: 'CrosswalkAdopted',
          data: { programme: of, financing, number, validFrom, entries: [...entries], proof },
        },
      ],
      unknownCodes(state, body, facts.financing),
    );
  },
});

function unknownCodes(
  { classifiers }: ProgrammeState,
  { programme: of, entries }: AdoptCrosswalkBody,
  { unknown }: FinancingAnswer,
): readonly Rejection[] {
  return entries.flatMap(({ component, category }, index) => {
    const where = (field: string) => ({ programme: of, field: `entries.${index}.${field}` });
    return [
      ...(classifiers.component.has(component)
        ? []
        : [codeUnknown('component', component, where('component'))]),
      ...(unknown.includes(category) ? [codeUnknown('category', category, where('category'))] : []),
    ];
  });
}

const ofAnotherProgramme = ({ programme: of, financing }: AdoptCrosswalkBody, other: string): Rejection =>
  new Rejection({
    code: 'FINANCING_OF_ANOTHER_PROGRAMME',
    message: `${financing} finances ${other}`,
    values: { programme: of, financing, finances: other },
    cure: `name an agreement that finances ${of}`,
    field: 'financing',
  });

const componentTwice = (component: string): Rejection =>
  new Rejection({
    code: 'COMPONENT_TWICE',
    message: `${component} leads to two categories`,
    values: { component },
    cure: 'name each component once',
    field: 'entries',
  });
