import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection } from '@tramo/kernel';
import { rulesOfProgramme } from '@tramo/programmes';
import { amountInBooks } from '../amounts';
import { stepFacts, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { doneBy } from '../ground';
import { workExists } from '../refusals';
import { work } from '../work';

type Body = AskedOfWork & {
  readonly name: string;
  readonly municipality: { readonly code: string; readonly name: string };
  /** As people cite the letter. */
  readonly reference: string;
  readonly estimate?: AskedMoney | null;
};

export class SignLetterOfIntent extends CommandOfPerson<Body> {}

export const SignLetterOfIntentHandler = decides(SignLetterOfIntent, {
  decider: work,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const { programme, name, municipality, reference } = body;
    const { effectiveOn, facts } = context;
    const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
    if (rules instanceof Rejection) return rules;
    if (state.letter) return workExists(body.work);
    const { bookCurrency } = facts.programme;
    const estimate = body.estimate ? amountInBooks(body.estimate, bookCurrency, 'estimate') : null;
    if (estimate instanceof Rejection) return estimate;
    const data = {
      ...doneBy(body, context),
      name,
      municipality: { code: municipality.code, name: municipality.name },
      reference,
      estimate: estimate instanceof Money ? estimate.toJSON() : null,
    };
    return accept([{ type: 'LetterOfIntentSigned', data }], rules);
  },
});
