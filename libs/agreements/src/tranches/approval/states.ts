import { budget, budgetStream, type BudgetState } from '@tramo/budget';
import type { StateAt, StreamDecider } from '@tramo/event-log';
import { ratesDecider, ratesStream, type RatesState } from '@tramo/fx';
import {
  policyDecider,
  policyStream,
  rolesDecider,
  rolesStream,
  type PolicyState,
  type RolesState,
} from '@tramo/identity';
import { yearOf, type DomainEvent, type LocalDate } from '@tramo/kernel';
import {
  financing,
  financingStream,
  programme as programmeDecider,
  programmeStream,
  type FinancingState,
  type ProgrammeState,
} from '@tramo/programmes';
import { account, accountStream, type AccountState } from '@tramo/treasury';
import { agreement } from '../../agreement';
import { agreementStream, type AgreementState } from '../../agreement.state';
import { alliance, allianceStream, type AllianceState } from '../../alliances';
import { organisation, organisationStream, type OrganisationState } from '../../organisations/organisation';
import { ratePairOf } from '../facts/release-facts';

/** A stream as it was seen: where a reader finds every event that made it so. */
export interface Seen<State> extends StateAt<State> {
  readonly stream: string;
}

/** Everything that an approval rests on. */
export interface ApprovalStates {
  readonly agreement: Seen<AgreementState>;
  readonly programme: Seen<ProgrammeState>;
  readonly alliance: Seen<AllianceState>;
  readonly organisation: Seen<OrganisationState>;
  readonly line: Seen<BudgetState>;
  readonly category: Seen<FinancingState>;
  readonly payee: Seen<AccountState>;
  readonly policy: Seen<PolicyState>;
  readonly people: Seen<RolesState>;
  readonly rates: Seen<RatesState>;
  readonly ratesOfYearBefore: Seen<RatesState>;
}

/** Folds a stream; `name` is what the facts of a decision call it. */
export type ReadState = <State, Event extends DomainEvent>(
  name: string,
  decider: StreamDecider<State, Event>,
  stream: string,
) => Promise<StateAt<State>>;

export interface AskedApproval {
  readonly programme: string;
  readonly agreement: string;
  readonly tranche: number;
  /** For which rates are looked up. */
  readonly effectiveOn: LocalDate;
}

/** Each stream by the name under which decisions rely on it. */
export async function approvalStates(
  { programme, agreement: id, tranche, effectiveOn }: AskedApproval,
  read: ReadState,
): Promise<ApprovalStates> {
  const seen = async <State, Event extends DomainEvent>(
    name: string,
    decider: StreamDecider<State, Event>,
    stream: string,
  ): Promise<Seen<State>> => ({ stream, ...(await read(name, decider, stream)) });

  const own = await seen('agreement', agreement, agreementStream(id));
  const { contract } = own.state;
  const year = contract?.tranches.find((one) => one.tranche === tranche)?.budgetYear ?? '';
  const pair = ratePairOf(contract);
  const ratesOf = (yearsBefore: number): string => ratesStream(pair, yearOf(effectiveOn) - yearsBefore);
  return {
    agreement: own,
    programme: await seen('programme', programmeDecider, programmeStream(programme)),
    alliance: await seen('alliance', alliance, allianceStream(contract?.alliance ?? '')),
    organisation: await seen(
      'organisation',
      organisation,
      organisationStream(programme, contract?.organisation?.code ?? ''),
    ),
    line: await seen('line', budget, budgetStream(programme, year)),
    category: await seen('category', financing, financingStream(contract?.reserved?.financing ?? '')),
    payee: await seen('payee', account, accountStream(contract?.payee ?? '')),
    policy: await seen('policy', policyDecider, policyStream(programme)),
    people: await seen('people', rolesDecider, rolesStream(programme)),
    rates: await seen('rates', ratesDecider, ratesOf(0)),
    ratesOfYearBefore: await seen('ratesOfYearBefore', ratesDecider, ratesOf(1)),
  };
}
