import { Money, type LocalDate } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AgreementEvent } from '../../agreement.events';
import { instalmentCommitted, today } from '../../agreement.testing';
import { releaseOf } from '../release';
import { evidence, releaseFacts, toConfirmed } from '../tranches.testing';
import type { ConditionName, Release, ReleaseStep } from './condition';
import { evaluated } from './evaluate';

export interface Looking {
  readonly step?: ReleaseStep;
  readonly tranche?: number;
  readonly amount?: string;
  readonly on?: LocalDate;
  readonly actor?: string;
  readonly facts?: Partial<Release['facts'] & Pick<typeof releaseFacts, 'rates'>>;
  readonly payer?: Release['payer'];
  readonly documents?: typeof evidence;
}

export function releaseAfter(events: readonly AgreementEvent[], looking: Looking = {}): Release {
  const state = events.reduce((before, event) => agreement.evolve(before, event), agreement.initial);
  const {
    tranche = 1,
    step = 'signature',
    on = today,
    actor = 'carla',
    payer,
    documents = evidence,
  } = looking;
  const contract = state.contract!;
  const agreed = contract.tranches.find((one) => one.tranche === tranche)!;
  const amount = looking.amount === undefined ? Money.parse(agreed.amount) : Money.of(looking.amount, 'BOB');
  const act = step === 'order' || step === 'sending' ? ('paid' as const) : ('approved' as const);
  return releaseOf(
    state,
    { contract, instalment: agreed },
    { step, act, amount, documents, ...(payer && { payer }) },
    { actor, actedOn: on, effectiveOn: on, facts: { ...releaseFacts, ...looking.facts } },
  ).release;
}

export const found = (condition: ConditionName, events: readonly AgreementEvent[], looking?: Looking) =>
  evaluated(releaseAfter(events, looking)).conditions.find((one) => one.condition === condition)!;

export const second = [...toConfirmed, instalmentCommitted('3000.00', '2023')] as const;
