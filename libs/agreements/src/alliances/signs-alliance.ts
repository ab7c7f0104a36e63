import { reservation, type Reservation } from '@tramo/event-log';
import { accept, invariant, type Decision } from '@tramo/kernel';
import type { AllianceEvent } from './alliance.events';
import { alliance, allianceStream, type AllianceState } from './alliance.state';
import { moveTo } from './moves';
import { notAt, reached } from './order';
import { allianceUnknown, beforeLastStep } from './refusals';
import type { AllianceStage } from './shapes';

export type AskedSigning = {
  readonly alliance: string;
  readonly agreement: string;
  /** Who signs for the programme. */
  readonly by: string;
};

/** What signing an agreement does to its alliance; an agreement of none asks for nothing. */
export const signsAlliance = <Body, State>(
  plan: (body: Body, state: State, intended: readonly never[]) => AskedSigning | undefined,
): Reservation<Body, State> =>
  reservation({
    decider: alliance,
    plan: (body: Body, state: State, intended: readonly never[]) => {
      const ask = plan(body, state, intended);
      return ask && { stream: allianceStream(ask.alliance), ask };
    },
    reserve: (state, ask: AskedSigning, { reservationId, effectiveOn }): Decision<AllianceEvent> => {
      const { opened, since } = state;
      if (!opened) return allianceUnknown(ask.alliance, 'alliance');
      const { programme } = opened;
      const move = moveTo(state, reached(state, 'signed'), { ...state, ...opened });
      const { alliance: id, agreement, by } = ask;
      const data = { programme, alliance: id, agreement, by, reservation: reservationId, ...move };
      const early = since !== null && effectiveOn < since ? [beforeLastStep(effectiveOn, since)] : [];
      return accept([{ type: 'AllianceSigned', data }], [...notAt(state, 'prioritised'), ...early]);
    },
    release: (state, reservationId, reason): Decision<AllianceEvent> => {
      const { opened, signing } = state;
      invariant(opened && signing?.reservation === reservationId, `${reservationId} signed the alliance`);
      const move = moveTo(state, unsigned(state), { ...state, ...opened });
      const { programme, alliance: id } = opened;
      const data = { programme, alliance: id, ...signing, ...move, reason };
      return accept([{ type: 'AllianceSigningUndone', data }]);
    },
  });

/** What was done since on the strength of the signature goes with it; what has ended or is suspended stays so. */
function unsigned({ stage }: AllianceState): AllianceStage {
  return stage === 'signed' || stage === 'investing' || stage === 'operating' ? 'prioritised' : stage;
}
