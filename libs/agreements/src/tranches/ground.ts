import type { DecisionContext } from '@tramo/event-log';
import type { Affiliation, Engagement } from '@tramo/identity';
import { Rejection, type LocalDate } from '@tramo/kernel';
import type { ProgrammeAnswer } from '@tramo/programmes';
import { placeOf, type AgreementState } from '../agreement.state';
import type { Instalment } from '../contract/contract.events';
import { restsOn } from '../days';
import { doneBy, groundOf, type Ground } from '../ground';
import type { Place } from '../shapes';
import type { AskedOfTranche } from './asking';
import { trancheNotAt, trancheUnknown } from './refusals';
import type { TrancheStep } from './steps';
import type { TrancheState } from './tranche.state';

/** One tranche of an agreement that is signed, and who does something to it. */
export interface TrancheGround extends Ground {
  readonly instalment: Instalment;
  /** Nothing until it is requested. */
  readonly tranche: TrancheState | undefined;
  /** On every event of a tranche. */
  readonly ofTranche: {
    readonly programme: string;
    readonly agreement: string;
    readonly tranche: number;
    readonly on: LocalDate;
    readonly affiliation: Affiliation;
  };
  /** Beside that, on every event that posts. */
  readonly posting: { readonly place: Place; readonly correctsOn: LocalDate | null };
}

type Context = Pick<
  DecisionContext<{ readonly programme: ProgrammeAnswer; readonly people: readonly Engagement[] }>,
  'actor' | 'actedOn' | 'effectiveOn' | 'facts'
>;

export function trancheGround(
  state: AgreementState,
  body: AskedOfTranche,
  context: Context,
  others: readonly string[] = [],
): TrancheGround | Rejection {
  const ground = groundOf(state, body, context, [restsOn.tranche(body.tranche), ...others]);
  if (ground instanceof Rejection) return ground;
  const { contract, of, correctsOn } = ground;
  const instalment = contract.tranches.find(({ tranche }) => tranche === body.tranche);
  if (!instalment) return trancheUnknown(contract, body.tranche);
  return {
    ...ground,
    instalment,
    tranche: state.tranches.tranches.get(body.tranche),
    ofTranche: { ...of, tranche: body.tranche, ...doneBy(context, context.facts.people) },
    posting: { place: placeOf(contract, instalment.budgetYear), correctsOn },
  };
}

/** The tranche, where it is at one of these steps; nothing else can come of the command, whenever it happened. */
export function trancheAt(
  { tranche, instalment, contract }: TrancheGround,
  ...steps: readonly [TrancheStep, ...TrancheStep[]]
): TrancheState | Rejection {
  if (tranche && steps.includes(tranche.state)) return tranche;
  return trancheNotAt(contract.agreement, instalment.tranche, tranche?.state ?? 'programmed', steps);
}
