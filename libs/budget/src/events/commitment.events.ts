import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { lineSchema } from '@tramo/programmes';
import { affiliated, posting, STATIONS, text } from './shapes';

const ofLine = { ...posting, id: text, line: lineSchema, amount: moneySchema };
/** How much of the amount a pre-commitment holds; the rest is the line's. */
const ofPreCommitment = orNull(Type.Object({ id: text, amount: moneySchema }));

export const PreCommitmentMade = defineEvent(
  'PreCommitmentMade',
  Type.Object({ ...ofLine, ...affiliated, reference: text }),
);

export const PreCommitmentReleased = defineEvent(
  'PreCommitmentReleased',
  Type.Object({ ...ofLine, reason: text }),
);

export const CommitmentMade = defineEvent(
  'CommitmentMade',
  Type.Object({
    ...ofLine,
    preCommitment: ofPreCommitment,
    agreement: orNull(text),
    reference: text,
    /** Made for an agreement by an act of its own, which may add to what it has committed before. */
    reservation: orNull(text),
  }),
);

/** From one station of the cascade to another: what is committed is accrued, paid, justified, or goes back. */
export const CommitmentMoved = defineEvent(
  'CommitmentMoved',
  Type.Object({
    ...ofLine,
    agreement: orNull(text),
    from: oneOf(STATIONS),
    to: oneOf(STATIONS),
    reference: text,
    reservation: text,
  }),
);

/** Back to where it came from. */
export const CommitmentReleased = defineEvent(
  'CommitmentReleased',
  Type.Object({ ...ofLine, preCommitment: ofPreCommitment, agreement: orNull(text), reason: text }),
);

export const commitmentEvents = [
  PreCommitmentMade,
  PreCommitmentReleased,
  CommitmentMade,
  CommitmentReleased,
  CommitmentMoved,
] as const;
