import { decides, fact, type Fact } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import {
  programme as programmes,
  programmeAnswer,
  programmeStream,
  rulesOfProgramme,
  type ProgrammeAnswer,
} from '@tramo/programmes';
import { alliance, type AllianceState } from '../alliance.state';
import { moveTo } from '../moves';
import { allianceExists, womenExceedProducers } from '../refusals';
import type { AllianceModel, Evaluator } from '../shapes';
import { actorFacts, streamOf, type AskedByPerson, type AskedOfAlliance } from './asking';
import { doneBy } from './ground';

type Organisation = {
  readonly code: string;
  readonly name: string;
  readonly taxId?: string | null;
  /** A code of the programme's classifier. */
  readonly region?: string | null;
  readonly municipality?: string | null;
  readonly producers: number;
  readonly women: number;
};

type Body = AskedOfAlliance & {
  readonly organisation: Organisation;
  readonly ally?: { readonly name: string } | null;
  readonly product: string;
  readonly model: AllianceModel;
  readonly evaluator: Evaluator;
  readonly seasonDeadline?: LocalDate | null;
  readonly department?: string | null;
};

export class RequestAlliance extends CommandOfPerson<Body> {}

export const RequestAllianceHandler = decides(RequestAlliance, {
  decider: alliance,
  stream: streamOf,
  facts: { programme: programmeWithRegion(), ...actorFacts<Body>() },
  decide: (state, body, context) => {
    const { programme } = body;
    const { effectiveOn, facts } = context;
    const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn, pathOf: () => 'organisation' });
    if (rules instanceof Rejection) return rules;
    if (state.opened) return allianceExists(body.alliance);
    const { organisation, evaluator } = body;
    const { women, producers } = organisation;
    if (women > producers) return womenExceedProducers(women, producers);
    const data = {
      ...doneBy(body, context),
      ...moveTo(state, 'requested', { evaluator, opinions: {} }),
      organisation: inFull(organisation),
      ally: body.ally ? { name: body.ally.name } : null,
      product: body.product,
      model: body.model,
      evaluator,
      seasonDeadline: body.seasonDeadline ?? null,
      department: body.department ?? null,
    };
    return accept([{ type: 'AllianceRequested', data }], rules);
  },
});

const inFull = ({ code, name, taxId, region, municipality, producers, women }: Organisation) => ({
  code,
  name,
  taxId: taxId ?? null,
  region: region ?? null,
  municipality: municipality ?? null,
  producers,
  women,
});

/** A line is asked about for its region alone: whose money it will be is not known yet. */
function programmeWithRegion(): Fact<AskedByPerson<Body>, AllianceState, ProgrammeAnswer> {
  return fact(
    programmes,
    ({ programme }: AskedByPerson<Body>) => programmeStream(programme),
    (state, { organisation: { region } }, { effectiveOn }) => {
      const answer = programmeAnswer(state, region ? [{ source: '', region }] : [], effectiveOn);
      return { ...answer, problems: answer.problems.filter(({ field }) => field === 'region') };
    },
  );
}
