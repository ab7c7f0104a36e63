import type { AgreementEvent } from '../../agreement.events';
import { bob } from '../../agreement.testing';
import {
  approved,
  asked,
  bounced,
  confirmed,
  enough,
  ofTranche,
  ordered,
  payerAccount,
  payerFacts,
  placeOf,
  releaseFacts,
  requested,
  reviewed,
  sent,
  signedBy,
  toAgreed,
} from '../tranches.testing';

/** One tranche from the request to its end, step by step. */
export const atReview = [...toAgreed, ...enough, requested()] as const;
export const atSignature = [...atReview, reviewed()] as const;
export const half = [...atSignature, signedBy('carla', 1)] as const;
export const atOrder = [...half, signedBy('fina', 2), approved(1, 'fina')] as const;
export const atSending = [...atOrder, ordered()] as const;
export const atBank = [...atSending, sent()] as const;
export const arrived = [...atBank, confirmed()] as const;
export const back = [...atBank, bounced()] as const;

export const as = (actor: string) => ({ actor, facts: releaseFacts });
export const inHistory = (actor: string) => ({ ...as(actor), mode: 'history' as const });
export const setAside = { account: payerAccount({ free: bob('5000.00') }), setAside: bob('4000.00') };
export const paying = (actor: string) => ({ actor, facts: payerFacts });
export const sending = (actor: string) => ({ actor, facts: { ...payerFacts, payer: setAside } });
export const closedMonth = { ...releaseFacts.programme, monthClosed: true };
export const by = (person: string) => ({ ...asked, by: person });
export const posting = (person: string) => ({ ...ofTranche(1, person), place: placeOf(1), correctsOn: null });

export const failingOf = ([event]: readonly AgreementEvent[]): readonly string[] =>
  event && 'evaluation' in event.data
    ? event.data.evaluation.conditions.flatMap(({ condition, result }) =>
        result === 'fail' ? [condition] : [],
      )
    : [];
