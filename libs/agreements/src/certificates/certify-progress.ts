import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementState } from '../agreement.state';
import { allianceFact } from '../alliances';
import { actsOfAlliance, dutiesMet, dutyFacts, streamOf, type ByPerson } from '../asking';
import { doneBy, groundOf, standing, type AskedOfAgreement } from '../ground';
import type { Instalment } from '../contract/contract.events';
import { isTaken } from '../ids';
import type { Evidence } from '../shapes';
import { isSameMilestone } from './milestone';
import {
  certificateExists,
  evidenceMissing,
  milestoneMissing,
  milestoneNotOfTranche,
  notYetObserved,
  percentageOutOfRange,
  trancheUnknown,
} from './refusals';

type Body = AskedOfAgreement & {
  readonly certificate: string;
  readonly tranche: number;
  /** As the agreement has it, or the number of its tranche; that is meant too when it is absent. */
  readonly milestone?: string | null;
  readonly percentage: string;
  readonly observedOn: LocalDate;
  readonly evidence: Evidence;
};

/** By a supervisor who was there: neither who asks for the money nor who helped with the plan. */
export class CertifyProgress extends CommandOfPerson<Body> {}

export const CertifyProgressHandler = decides(CertifyProgress, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...dutyFacts<Body>('certified'),
    alliance: allianceFact<ByPerson<Body>, AgreementState>({
      alliance: (_body, { contract }) => contract?.alliance ?? null,
    }),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    const { certificate, tranche, percentage, observedOn, evidence } = body;
    if (isTaken(state.certificates.keys(), certificate)) return certificateExists(certificate);
    const agreed = contract.tranches.find((one) => one.tranche === tranche);
    if (!agreed) return trancheUnknown(tranche, contract.tranches.length);
    const milestone = milestoneMeant(body, agreed);
    if (milestone === null) return milestoneMissing(tranche);
    const { effectiveOn, facts } = context;
    const nonsense =
      percentageOutOfRange(percentage, 'percentage') ??
      notYetObserved(observedOn, effectiveOn) ??
      evidenceMissing(evidence);
    if (nonsense) return nonsense;
    const past = [...contract.acts, ...actsOfAlliance(facts.alliance)];
    const { refused, found } = dutiesMet(
      { act: 'certified', agreement: body.agreement, tranche },
      past,
      context,
    );
    const data = {
      ...ground.of,
      ...doneBy(context, facts.people),
      certificate,
      tranche,
      milestone,
      percentage,
      observedOn,
      evidence: [...evidence],
    };
    return accept(
      [{ type: 'ProgressCertified', data }],
      [...ground.broken, ...standing(contract), ...notOfTranche(milestone, agreed), ...refused],
      found,
    );
  },
});

/** In the agreed words where it is the agreed one: it is one milestone, however it is spelt. */
function milestoneMeant({ milestone }: Pick<Body, 'milestone'>, agreed: Instalment): string | null {
  const said = milestone ?? null;
  if (said === null || agreed.milestone === null) return said ?? agreed.milestone;
  const isMeant = said.trim() === String(agreed.tranche) || isSameMilestone(said, agreed.milestone);
  return isMeant ? agreed.milestone : said;
}

const notOfTranche = (milestone: string, { tranche, milestone: agreed }: Instalment): readonly Rejection[] =>
  agreed === null || milestone === agreed ? [] : [milestoneNotOfTranche(tranche, milestone, agreed)];
