import { allianceStream, type AllianceTables } from '@tramo/agreements';
import { moneyOf } from '../budget/answers';
import { eventLink } from '../journal/event-link';
import type { Clock } from './clock';
import type {
  AllianceAnswer,
  AllianceMomentAnswer,
  AlliancePlanAnswer,
  AllianceStepAnswer,
  OpinionAnswer,
  OrganisationAnswer,
  PrioritisationAnswer,
  TurnAnswer,
} from './alliances-answers.dto';

type Row<Table extends keyof AllianceTables> = AllianceTables[Table];

/** An answer as a value of its own, of no class. */
type Plain<Answer> = Pick<Answer, keyof Answer>;

export const allianceAnswer = (row: Row<'alliance'>, clock: Clock): Plain<AllianceAnswer> => ({
  programme: row.programme,
  alliance: row.alliance,
  state: row.state,
  requestedOn: row.requested_on,
  lastOn: row.last_on,
  organisation: organisationOf(row),
  ally: row.ally,
  product: row.product,
  model: Number(row.model),
  evaluator: row.evaluator,
  seasonDeadline: row.season_deadline,
  department: row.department,
  turn: turnOf(row, clock),
  plan: planOf(row),
  prioritisation: prioritisationOf(row),
  agreement: row.agreement,
  revision: Number(row.revision),
});

const organisationOf = (row: Row<'alliance'>): OrganisationAnswer => ({
  code: row.organisation,
  name: row.organisation_name,
  taxId: row.tax_id,
  region: row.region,
  municipality: row.municipality,
  producers: Number(row.producers),
  women: Number(row.women),
});

function turnOf({ step, owner, step_since: since }: Row<'alliance'>, clock: Clock): TurnAnswer | null {
  if (step === null || owner === null || since === null) return null;
  return { step, owner, since, workingDays: clock.days(since) };
}

function planOf(row: Row<'alliance'>): AlliancePlanAnswer | null {
  const { currency, plan, total, credit, counterpart, plan_evidence: evidence } = row;
  if (currency === null) return null;
  return {
    plan: Number(plan),
    total: moneyOf(total, currency),
    credit: moneyOf(credit, currency),
    counterpart: moneyOf(counterpart, currency),
    evidence,
  };
}

function prioritisationOf({ committee_act: act, rank, score }: Row<'alliance'>): PrioritisationAnswer | null {
  return act === null || rank === null || score === null ? null : { act, rank: Number(rank), score };
}

export const opinionAnswer = (row: Row<'alliance_opinion'>): OpinionAnswer => ({
  aspect: row.aspect,
  opinion: row.opinion,
  text: row.text,
  evidence: row.evidence,
  by: row.by,
  employer: row.employer,
  givenOn: row.given_on,
  link: linkOf(row),
});

export const stepAnswer = (row: Row<'alliance_step'>, clock: Clock): AllianceStepAnswer => ({
  number: Number(row.number),
  step: row.step,
  owner: row.owner,
  startedOn: row.started_on,
  endedOn: row.ended_on,
  workingDays: clock.days(row.started_on, row.ended_on),
});

export const momentAnswer = (row: Row<'alliance_timeline'>): AllianceMomentAnswer => ({
  event: row.event,
  state: row.state,
  effectiveOn: row.effective_on,
  recordedAt: row.instant,
  by: row.by,
  remark: row.remark,
  link: linkOf(row),
});

const linkOf = ({ alliance, revision }: { readonly alliance: string; readonly revision: bigint }): string =>
  eventLink(allianceStream(alliance), revision);
