import { Money, Rejection } from '@tramo/kernel';
import type { AllianceAnswer, PlannedCredit } from '../alliances';
import type { AskedOfAgreement } from '../ground';
import type { AGREEMENT_KINDS } from './contract.events';
import type { Contract } from './contract.state';

export type AskedParties = {
  /** A subproject of an organisation when absent. */
  readonly kind?: (typeof AGREEMENT_KINDS)[number] | null;
  readonly alliance?: string | null;
  /** As the alliance has it when absent. */
  readonly organisation?: { readonly code: string; readonly name: string } | null;
};

type Asked = AskedOfAgreement &
  AskedParties & { readonly counterpart?: object | null; readonly promised?: readonly object[] | null };

interface Parties extends Pick<Contract, 'kind' | 'alliance' | 'organisation'> {
  readonly broken: readonly Rejection[];
}

/** Between whom it is signed. */
export function parties(asked: Asked, answer: AllianceAnswer): Parties | Rejection {
  const kind = asked.kind ?? 'subproject';
  const alliance = asked.alliance ?? null;
  if (kind === 'administration')
    return administration(asked) ?? { kind, alliance, organisation: null, broken: [] };
  if (alliance !== null && (!answer.exists || answer.programme !== asked.programme)) {
    return allianceUnknown(alliance);
  }
  const ofAlliance = alliance === null ? null : answer.organisation;
  const named = asked.organisation ?? null;
  const organisation = named ?? (ofAlliance && { code: ofAlliance.code, name: ofAlliance.name });
  if (!organisation) return organisationMissing();
  const { code, name } = organisation;
  const differs = ofAlliance !== null && ofAlliance.code !== code;
  return {
    kind,
    alliance,
    organisation: { code, name },
    broken: differs ? [notOfAlliance(code, ofAlliance.code)] : [],
  };
}

/** The unit spends through an agreement with itself: nobody else has a part in it. */
function administration({ alliance, organisation, counterpart, promised }: Asked): Rejection | undefined {
  const named = [
    ...(alliance ? ['alliance'] : []),
    ...(organisation ? ['organisation'] : []),
    ...(counterpart ? ['counterpart'] : []),
    ...(promised && promised.length > 0 ? ['promised'] : []),
  ];
  if (named.length === 0) return undefined;
  return new Rejection({
    code: 'ADMINISTRATION_HAS_NO_PARTNER',
    message: 'project administration spends through an agreement with nobody else',
    values: { named },
    cure: `leave out ${named.join(', ')}`,
    field: named[0]!,
  });
}

/** The committee prioritised a plan, and the programme gives no more than that asks for. */
export function beyondPlan(planned: PlannedCredit, credit: Money): readonly Rejection[] {
  const plan = planned && Money.asked(planned);
  if (!plan || !credit.isGreaterThan(plan)) return [];
  return [
    new Rejection({
      code: 'CREDIT_EXCEEDS_PLAN',
      message: `the plan that was rated asks for ${plan.toString()}`,
      values: { plan, credit, excess: credit.minus(plan) },
      cure: `sign for at most ${plan.toString()}; what is needed beyond it is agreed by an addendum`,
      field: 'credit',
    }),
  ];
}

const organisationMissing = (): Rejection =>
  new Rejection({
    code: 'ORGANISATION_MISSING',
    message: 'a subproject is carried out by an organisation',
    values: { organisation: null },
    cure: 'name the organisation, or the alliance whose organisation it is',
    field: 'organisation',
  });

const allianceUnknown = (alliance: string): Rejection =>
  new Rejection({
    code: 'ALLIANCE_UNKNOWN',
    category: 'missing',
    message: `there is no alliance ${alliance}`,
    values: { alliance },
    cure: 'request it first, or name one that was requested in this programme',
    field: 'alliance',
  });

const notOfAlliance = (given: string, expected: string): Rejection =>
  new Rejection({
    code: 'ORGANISATION_NOT_OF_ALLIANCE',
    message: `the alliance is of ${expected}, not of ${given}`,
    values: { given, expected },
    cure: `leave the organisation out, or name ${expected}`,
    field: 'organisation.code',
  });
