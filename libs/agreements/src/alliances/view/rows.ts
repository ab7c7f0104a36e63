import type { EventPlace, RecordedEvent, RowChange } from '@tramo/event-log';
import { Money, unreachable, type LocalDate } from '@tramo/kernel';
import { allianceEvents, type AllianceData, type AllianceEvent } from '../alliance.events';
import { wordsOf } from './words';

type RecordedAllianceEvent = AllianceEvent & Pick<RecordedEvent, 'revision' | 'metadata'>;

const TYPES: ReadonlySet<string> = new Set(allianceEvents.map(({ type }) => type));

/** The catalogue has seen to it that a type's data are its own. */
export const isAllianceEvent = (event: Pick<RecordedEvent, 'type'>): event is RecordedAllianceEvent =>
  TYPES.has(event.type);

/** What an event does to the list of alliances, to its opinions, to its clock and to its timeline. */
export function* allianceRows(recorded: RecordedAllianceEvent, { instant }: EventPlace): Iterable<RowChange> {
  const { type, data, revision, metadata } = recorded;
  const { effectiveOn } = metadata;
  yield {
    table: 'alliance',
    key: keyOf(data),
    set: {
      state: data.state,
      last_on: effectiveOn,
      revision,
      ...turnOf(data, effectiveOn),
      ...columnsOf(recorded, effectiveOn),
    },
  };
  if (type === 'OpinionGiven') yield opinion(data, revision);
  yield* stepRows(data, effectiveOn);
  yield {
    table: 'alliance_timeline',
    key: { ...keyOf(data), revision },
    set: {
      event: type,
      state: data.state,
      effective_on: effectiveOn,
      instant,
      by: data.by,
      remark: remarkOf(recorded),
    },
  };
}

const keyOf = ({ programme, alliance }: Pick<AllianceEvent['data'], 'programme' | 'alliance'>) => ({
  programme,
  alliance,
});

type Columns = Readonly<Record<string, string | number | bigint | null>>;

/** Whose turn it is from now on; nothing where it stays whose it was. */
function turnOf({ clock: { ended, begun } }: AllianceEvent['data'], on: LocalDate): Columns {
  if (begun) return { step: begun.step, owner: begun.owner, step_since: on };
  return ended === null ? {} : { step: null, owner: null, step_since: null };
}

function* stepRows(data: AllianceEvent['data'], on: LocalDate): Iterable<RowChange> {
  const { ended, begun } = data.clock;
  const step = (number: number) => ({ table: 'alliance_step', key: { ...keyOf(data), number } });
  if (ended !== null) yield { ...step(ended), set: { ended_on: on } };
  if (begun) {
    const { number, step: name, owner } = begun;
    yield { ...step(number), set: { step: name, owner, started_on: on } };
  }
}

/** What only this type of event says of its alliance. */
function columnsOf({ type, data }: AllianceEvent, effectiveOn: LocalDate): Columns {
  switch (type) {
    case 'AllianceRequested':
      return { ...requested(data), requested_on: effectiveOn };
    case 'PlanFormulated':
      return planned(data);
    case 'AlliancePrioritised':
      return { committee_act: data.act, rank: data.rank, score: data.score };
    case 'AllianceSigned':
      return { agreement: data.agreement };
    case 'AllianceSigningUndone':
      return { agreement: null };
    case 'OpportunityAssessed':
    case 'OpinionGiven':
    case 'InvestmentBegun':
    case 'OperationBegun':
    case 'AllianceConcluded':
    case 'AllianceSuspended':
    case 'AllianceResumed':
    case 'AllianceTerminated':
    case 'AllianceDeclined':
      return {};
    default:
      return unreachable(type, 'event of an alliance');
  }
}

function requested(data: AllianceData<'AllianceRequested'>): Columns {
  const { alliance, organisation, ally, product, model, evaluator, seasonDeadline, department } = data;
  const { code, name, taxId, region, municipality, producers, women } = organisation;
  return {
    organisation: code,
    organisation_name: name,
    tax_id: taxId,
    region,
    municipality,
    producers,
    women,
    ally: ally?.name ?? null,
    product,
    model,
    evaluator,
    season_deadline: seasonDeadline,
    department,
    words: wordsOf([alliance, code, name, product, ally?.name, municipality, department]),
  };
}

function planned({ plan, total, credit, counterpart, evidence }: AllianceData<'PlanFormulated'>): Columns {
  return {
    plan,
    currency: total.currency,
    total: Money.parse(total).amountMinor,
    credit: Money.parse(credit).amountMinor,
    counterpart: Money.parse(counterpart).amountMinor,
    plan_evidence: evidence,
  };
}

function opinion(data: AllianceData<'OpinionGiven'>, revision: number): RowChange {
  const { plan, aspect, opinion: given, text, evidence, by, affiliation, on } = data;
  return {
    table: 'alliance_opinion',
    key: { ...keyOf(data), plan: plan ?? 0, aspect },
    set: {
      opinion: given,
      text,
      evidence,
      by,
      employer: affiliation.employer,
      given_on: on,
      revision,
    },
  };
}

function remarkOf({ type, data }: AllianceEvent): string | null {
  switch (type) {
    case 'OpportunityAssessed':
      return `${data.result}: ${data.text}`;
    case 'OpinionGiven':
      return `${data.aspect}, ${data.opinion}: ${data.text}`;
    case 'AlliancePrioritised':
      return data.act;
    case 'AllianceSigned':
      return data.agreement;
    case 'AllianceConcluded':
      return data.reference;
    case 'AllianceSigningUndone':
    case 'AllianceSuspended':
    case 'AllianceResumed':
    case 'AllianceTerminated':
    case 'AllianceDeclined':
      return data.reason;
    case 'AllianceRequested':
    case 'PlanFormulated':
    case 'InvestmentBegun':
    case 'OperationBegun':
      return null;
    default:
      return unreachable(type, 'event of an alliance');
  }
}
