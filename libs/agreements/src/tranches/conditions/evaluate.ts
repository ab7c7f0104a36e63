import { invariant, Rejection } from '@tramo/kernel';
import type { Condition, Evaluation } from '../tranche.events';
import type { Waiver } from '../tranche.state';
import {
  documented,
  dutiesApart,
  goodStanding,
  inForce,
  inPhase,
  inTurn,
  pledged,
  withinInstalment,
  withinPhaseCap,
} from './agreed';
import { CONDITIONS, type ConditionName, type Predicate, type Release } from './condition';
import { counterpartGiven } from './counterpart';
import { earlierJustified, observationsAnswered } from './justified';
import {
  beforeClosing,
  cashThere,
  coveredByCategory,
  coveredByCommitment,
  lenderPays,
  noObjection,
} from './money';
import { accountCheckedLately, payeeVerified } from './payee';
import { certificateFresh, certified, progressReached } from './progress';

interface ReleaseCondition {
  readonly met: Predicate;
  /** What a command is refused with where it is not met; none of what only wants to be seen. */
  readonly code: string | null;
  /** Whether two people and a legal act can let it pass. */
  readonly waivable: boolean;
}

const never = (met: Predicate, code: string): ReleaseCondition => ({ met, code, waivable: false });
const waivable = (met: Predicate, code: string | null): ReleaseCondition => ({ met, code, waivable: true });

/** What has to hold before money leaves. */
export const RELEASE_CONDITIONS: Readonly<Record<ConditionName, ReleaseCondition>> = {
  'in-force': never(inForce, 'AGREEMENT_NOT_IN_FORCE'),
  'in-turn': never(inTurn, 'TRANCHE_OUT_OF_TURN'),
  amount: never(withinInstalment, 'TRANCHE_EXCEEDS_INSTALMENT'),
  commitment: never(coveredByCommitment, 'COMMITMENT_SHORT'),
  category: never(coveredByCategory, 'CATEGORY_SHORT'),
  'closing-date': never(beforeClosing, 'PAST_CLOSING_DATE'),
  lender: never(lenderPays, 'LENDER_SUSPENDED'),
  payee: never(payeeVerified, 'PAYEE_NOT_VERIFIED'),
  'account-check': never(accountCheckedLately, 'ACCOUNT_CHECK_EXPIRED'),
  documents: never(documented, 'DOCUMENTS_MISSING'),
  duties: never(dutiesApart, 'DUTY_CONFLICT'),
  cash: never(cashThere, 'CASH_SHORT'),
  certificate: waivable(certified, 'CERTIFICATE_MISSING'),
  'certificate-age': waivable(certificateFresh, 'CERTIFICATE_EXPIRED'),
  progress: waivable(progressReached, 'PROGRESS_NOT_REACHED'),
  'earlier-justified': waivable(earlierJustified, 'EARLIER_TRANCHE_UNJUSTIFIED'),
  observations: waivable(observationsAnswered, 'OBSERVATION_OVERDUE'),
  'good-standing': waivable(goodStanding, 'ORGANISATION_NOT_IN_GOOD_STANDING'),
  counterpart: waivable(counterpartGiven, 'COUNTERPART_SHORT'),
  'no-objection': never(noObjection, 'NO_OBJECTION_MISSING'),
  'phase-cap': never(withinPhaseCap, 'PHASE_CAP_EXCEEDED'),
  phase: waivable(inPhase, 'PHASE_NOT_RUNNING'),
  revolving: waivable(pledged, null),
};

/** All release conditions as they are seen now. */
export const evaluated = (release: Release): Evaluation => ({
  on: release.on,
  policyVersion: release.facts.policy.version,
  conditions: CONDITIONS.map((condition) => conditionOf(release, condition)),
});

function conditionOf(release: Release, condition: ConditionName): Condition {
  const found = { condition, ...RELEASE_CONDITIONS[condition].met(release) };
  const waiver = found.result === 'fail' ? waiverOf(release, condition) : undefined;
  if (!waiver) return found;
  const { waiver: id, legalAct, expiresOn } = waiver;
  return {
    ...found,
    result: 'waived',
    why: `${found.why}; waived by ${legalAct} until ${expiresOn}`,
    values: { ...found.values, waiver: id, legalAct, expiresOn },
    cure: null,
  };
}

/** Granted by a second person, and not expired. */
const waiverOf = ({ state, instalment, on }: Release, condition: ConditionName): Waiver | undefined =>
  RELEASE_CONDITIONS[condition].waivable
    ? [...state.tranches.waivers.values()].findLast(
        (one) =>
          one.tranche === instalment.tranche &&
          one.condition === condition &&
          one.granted !== null &&
          on <= one.expiresOn,
      )
    : undefined;

export const isConditionName = (name: string): name is ConditionName =>
  Object.hasOwn(RELEASE_CONDITIONS, name);

/** What keeps the money where it is; of duties, each conflict in its own words. */
export function failures(
  { conditions }: Evaluation,
  { duties }: Pick<Release, 'duties'>,
  only: readonly ConditionName[] = CONDITIONS,
): readonly Rejection[] {
  return conditions.flatMap(({ condition, result, why, values, cure }) => {
    if (result !== 'fail' || !isConditionName(condition) || !only.includes(condition)) return [];
    if (condition === 'duties') return duties;
    const { code } = RELEASE_CONDITIONS[condition];
    invariant(code !== null, `${condition} cannot fail`);
    // Said alike wherever an agreement that does not stand is met.
    const category = condition === 'in-force' ? 'conflict' : 'rule';
    const said = { code, category, message: why, values: { condition, ...values } } as const;
    return [new Rejection({ ...said, ...(cure && { cure }) })];
  });
}
