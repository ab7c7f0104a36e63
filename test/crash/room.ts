import { accept, Rejection } from '@tramo/kernel';
import { defineDecider, LedgerCommand, reservation, type CommandSpec, type EventOf } from '@tramo/event-log';
import { GrantSigned, PotConfirmed, PotReleased, PotReserved, TALLY_PARTS, Tallied } from './projections';

const tally = defineDecider({
  events: [Tallied],
  initial: { tickets: 0 },
  evolve: (state, event) => ({ tickets: state.tickets + (event.data.part === TALLY_PARTS ? 1 : 0) }),
});

/** What one pot can carry at a time; small enough that reservations are refused now and then. */
const POT_OPEN_MAX = 6;

interface Pot {
  readonly open: readonly string[];
  readonly spent: number;
}

const pot = defineDecider({
  events: [PotReserved, PotConfirmed, PotReleased],
  initial: { open: [], spent: 0 },
  evolve: (state, event): Pot => {
    const { reservationId } = event.data;
    const others = state.open.filter((id) => id !== reservationId);
    switch (event.type) {
      case 'CrashPotReserved':
        return { ...state, open: [...others, reservationId] };
      case 'CrashPotConfirmed':
        return { open: others, spent: state.spent + 1 };
      case 'CrashPotReleased':
        return { ...state, open: others };
    }
  },
});

const grant = defineDecider({
  events: [GrantSigned],
  initial: { signed: false },
  evolve: () => ({ signed: true }),
});

export class Tally extends LedgerCommand<{ tally: string; ticket: string }> {}
export const tallySpec: CommandSpec<Tally['body'], { tickets: number }, EventOf<typeof Tallied>, object> = {
  decider: tally,
  stream: (body) => body.tally,
  decide: (_state, { ticket }) =>
    accept([
      { type: 'CrashTallied', data: { ticket, part: 1 } },
      { type: 'CrashTallied', data: { ticket, part: 2 } },
      { type: 'CrashTallied', data: { ticket, part: TALLY_PARTS } },
    ]),
};

const potReservation = reservation<
  { pot: string },
  { signed: boolean },
  Pot,
  PotEvent,
  Record<string, never>,
  EventOf<typeof GrantSigned>
>({
  decider: pot,
  plan: (body) => ({ stream: body.pot, ask: {} }),
  reserve: (state, _ask, { reservationId }) =>
    state.open.length < POT_OPEN_MAX
      ? accept([{ type: 'CrashPotReserved', data: { reservationId } }])
      : new Rejection({ code: 'POT_IS_BUSY', message: 'the pot carries a few open reservations at a time' }),
  confirm: (_state, reservationId) => accept([{ type: 'CrashPotConfirmed', data: { reservationId } }]),
  release: (_state, reservationId) => accept([{ type: 'CrashPotReleased', data: { reservationId } }]),
});

type PotEvent = Parameters<typeof pot.evolve>[1];

/** Touches three streams: the pot is reserved and confirmed, the number claimed, the grant opened. */
export class SignGrant extends LedgerCommand<{ pot: string; number: string; spoilt: boolean }> {}
export const signGrantSpec: CommandSpec<
  SignGrant['body'],
  { signed: boolean },
  EventOf<typeof GrantSigned>,
  object
> = {
  decider: grant,
  creates: 'grant',
  reserves: { pot: potReservation },
  claims: ({ number }) => [{ kind: 'grant-number', value: number }],
  decide: (_state, { pot: from, number, spoilt }) =>
    spoilt
      ? new Rejection({ code: 'GRANT_IS_SPOILT', message: 'refused after its reservations were made' })
      : accept([{ type: 'CrashGrantSigned', data: { pot: from, number } }]),
};
