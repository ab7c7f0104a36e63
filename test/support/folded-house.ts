import {
  agreement,
  agreementStream,
  alliance,
  allianceStream,
  type AgreementState,
  type AllianceState,
  work,
  workStream,
  type WorkState,
} from '@tramo/agreements';
import { budget, type BudgetState } from '@tramo/budget';
import type { EventLog, RecordedEvent, StreamDecider } from '@tramo/event-log';
import type { DomainEvent } from '@tramo/kernel';
import { financing, type FinancingState } from '@tramo/programmes';
import { account, payment, type AccountState, type PaymentState } from '@tramo/treasury';
import { catalogue } from '../../apps/server/src/projections';
import { readAllEvents } from '../properties/read-all';

/** Every stream the money goes through, folded from its events with its room's own decider. */
export interface FoldedHouse {
  readonly events: readonly RecordedEvent[];
  readonly agreements: ReadonlyMap<string, AgreementState>;
  readonly alliances: ReadonlyMap<string, AllianceState>;
  readonly budgets: ReadonlyMap<string, BudgetState>;
  readonly financings: ReadonlyMap<string, FinancingState>;
  readonly accounts: ReadonlyMap<string, AccountState>;
  readonly payments: ReadonlyMap<string, PaymentState>;
  readonly works: ReadonlyMap<string, WorkState>;
}

export const foldedHouse = async (log: EventLog): Promise<FoldedHouse> => folded(await readAllEvents(log));

export function folded(events: readonly RecordedEvent[]): FoldedHouse {
  const by = <State, Event extends DomainEvent>(
    prefix: string,
    decider: StreamDecider<State, Event>,
  ): ReadonlyMap<string, State> => {
    const types = new Set(decider.events.map(({ type }) => type));
    const states = new Map<string, State>();
    for (const event of events) {
      if (!event.stream.startsWith(prefix) || !types.has(event.type)) continue;
      const name = event.stream.slice(prefix.length);
      const current = catalogue.current(event) as unknown as Event;
      states.set(name, decider.evolve(states.get(name) ?? decider.initial, current));
    }
    return states;
  };
  return {
    events,
    agreements: by(agreementStream(''), agreement),
    alliances: by(allianceStream(''), alliance),
    budgets: by('budget-', budget),
    financings: by('financing-', financing),
    accounts: by('account-', account),
    payments: by('payment-', payment),
    works: by(workStream(''), work),
  };
}
