import { Type } from '@sinclair/typebox';
import { Rejection, accept, sha256Hex } from '@tramo/kernel';
import { defineEvent } from '../catalogue';
import { Fold, defineDecider } from './decider';
import type { AnyReservation, Claim } from './spec';

export const ClaimTaken = defineEvent(
  'ClaimTaken',
  Type.Object({
    kind: Type.String(),
    value: Type.String(),
    reservationId: Type.String(),
    /** The stream that holds what was claimed. */
    holder: Type.String(),
  }),
);

export const ClaimReleased = defineEvent(
  'ClaimReleased',
  Type.Object({ reservationId: Type.String(), reason: Type.String() }),
);

interface Holding {
  readonly reservationId: string;
  readonly holder: string;
}

/** One holder, or several where imported history has it so. */
export type ClaimState = readonly Holding[];

const claim = defineDecider({
  events: [ClaimTaken, ClaimReleased],
  initial: [] as ClaimState,
  evolve: (holdings, event): ClaimState => {
    switch (event.type) {
      case 'ClaimTaken': {
        const { reservationId, holder } = event.data;
        return [...holdings, { reservationId, holder }];
      }
      case 'ClaimReleased':
        return holdings.filter(({ reservationId }) => reservationId !== event.data.reservationId);
    }
  },
});

/** Hashed, because what is claimed may be longer than a stream's name, or hold characters it may not. */
export const claimStream = ({ kind, value }: Claim): string => `claim-${kind}-${sha256Hex(value)}`;

/** Uniqueness as a reservation: whoever first writes to the claim's stream holds what it names. */
export const claimReservation: AnyReservation = {
  fold: Fold.of(claim),
  plan: () => [],
  reserve: (state, ask, { reservationId, forStream }) => {
    const { kind, value } = ask as unknown as Claim;
    const [first] = state as ClaimState;
    const taken = { type: 'ClaimTaken', data: { kind, value, reservationId, holder: forStream } } as const;
    return accept([taken], first ? [alreadyClaimed({ kind, value }, first.holder)] : []);
  },
  release: (_state, reservationId, reason) =>
    accept([{ type: 'ClaimReleased', data: { reservationId, reason } }]),
};

const alreadyClaimed = ({ kind, value }: Claim, holder: string): Rejection =>
  new Rejection({
    code: 'ALREADY_CLAIMED',
    category: 'conflict',
    message: `this ${kind} is held by another and can be held only once`,
    values: { kind, value, holder },
    cure: `use another ${kind}, or have the holder give it up`,
  });
