import { Rejection } from '@tramo/kernel';
import type { AllianceState } from './alliance.state';
import type { AllianceStage } from './shapes';

/** The way of an alliance that nothing stops, and what is done to come from each place to the next. */
const WAY = [
  { stage: 'requested', onwards: 'assess the opportunity' },
  { stage: 'assessed', onwards: 'formulate the plan' },
  { stage: 'planned', onwards: 'have it prioritised' },
  { stage: 'prioritised', onwards: 'sign its agreement' },
  { stage: 'signed', onwards: 'begin the investment' },
  { stage: 'investing', onwards: 'begin the operation' },
  { stage: 'operating', onwards: 'conclude it' },
  { stage: 'concluded', onwards: '' },
] as const satisfies readonly { readonly stage: AllianceStage; readonly onwards: string }[];

const placeOf = (stage: AllianceStage): number => WAY.findIndex((one) => one.stage === stage);

/** From the place where it stands, or where it was suspended. */
const standingOf = ({ stage, suspendedFrom }: AllianceState): AllianceStage => suspendedFrom ?? stage;

export const isSigned = (state: AllianceState): boolean =>
  placeOf(standingOf(state)) >= placeOf('signed') || state.signing !== null;

const hasEnded = (stage: AllianceStage): boolean =>
  stage === 'concluded' || stage === 'terminated' || stage === 'declined';

/** Where a step leads. What history tells out of its order takes nobody back. */
export function reached({ stage }: AllianceState, target: AllianceStage): AllianceStage {
  const here = placeOf(stage);
  return here < 0 || here > placeOf(target) ? stage : target;
}

const CODES = {
  requested: 'ALLIANCE_NOT_REQUESTED',
  assessed: 'ALLIANCE_NOT_ASSESSED',
  planned: 'ALLIANCE_NOT_PLANNED',
  prioritised: 'ALLIANCE_NOT_PRIORITISED',
  signed: 'ALLIANCE_NOT_SIGNED',
  investing: 'ALLIANCE_NOT_INVESTING',
  operating: 'ALLIANCE_NOT_OPERATING',
} as const;
type Place = keyof typeof CODES;

/** Nothing when it stands in one of these places, of which the first is the one that is missed. */
export function notAt(state: AllianceState, first: Place, ...others: readonly Place[]): readonly Rejection[] {
  const wanted = [first, ...others];
  if ((wanted as readonly AllianceStage[]).includes(state.stage)) return [];
  return [outOfOrder(state, CODES[first], { wanted, cure: cureOf(state, first, wanted.at(-1)!) })];
}

interface Wanted {
  readonly wanted: readonly AllianceStage[];
  readonly cure: string;
}

function outOfOrder(state: AllianceState, code: string, { wanted, cure }: Wanted): Rejection {
  const { opened, stage, since } = state;
  const alliance = opened?.alliance ?? null;
  return new Rejection({
    code,
    message: `alliance ${alliance} is ${stage}, and this is done when it is ${wanted.join(' or ')}`,
    values: { alliance, state: stage, since, expected: wanted },
    cure,
  });
}

function cureOf(state: AllianceState, first: Place, last: Place): string {
  if (hasEnded(state.stage)) return ENDED;
  const here = placeOf(standingOf(state));
  const steps = WAY.slice(here, placeOf(first)).map(({ onwards }) => onwards);
  const before = state.suspendedFrom === null ? steps : ['resume it', ...steps];
  if (before.length > 0 && here <= placeOf(last)) return `first ${before.join(', then ')}`;
  return `that is behind it: go on from where it stands, ${standingOf(state)}`;
}

const ENDED = 'it has ended and goes no further; request another alliance';

/** What has been signed is not declined any more. */
export const alreadySigned = (state: AllianceState): readonly Rejection[] =>
  isSigned(state)
    ? [
        outOfOrder(state, ALREADY_SIGNED.code, {
          wanted: ['requested', 'assessed', 'planned', 'prioritised'],
          cure: 'terminate it, with the reason',
        }),
      ]
    : [];

const ALREADY_SIGNED = { code: 'ALLIANCE_ALREADY_SIGNED' } as const;
const NOT_SIGNED = { code: 'ALLIANCE_NOT_SIGNED' } as const;
const NOT_SUSPENDED = { code: 'ALLIANCE_NOT_SUSPENDED' } as const;
const ALREADY_SUSPENDED = { code: 'ALLIANCE_ALREADY_SUSPENDED' } as const;
const HAS_ENDED = { code: 'ALLIANCE_HAS_ENDED' } as const;

const SIGNED: readonly AllianceStage[] = ['signed', 'investing', 'operating'];

/** What was never signed is declined, and not terminated. */
export const neverSigned = (state: AllianceState): readonly Rejection[] =>
  isSigned(state)
    ? []
    : [outOfOrder(state, NOT_SIGNED.code, { wanted: SIGNED, cure: 'decline it, with the reason' })];

const ONGOING: readonly AllianceStage[] = [
  'requested',
  'assessed',
  'planned',
  'prioritised',
  ...SIGNED,
  'suspended',
];

export const ended = (state: AllianceState): readonly Rejection[] =>
  hasEnded(state.stage) ? [outOfOrder(state, HAS_ENDED.code, { wanted: ONGOING, cure: ENDED })] : [];

export const suspendedAlready = (state: AllianceState): readonly Rejection[] =>
  state.stage === 'suspended'
    ? [
        outOfOrder(state, ALREADY_SUSPENDED.code, {
          wanted: ONGOING.slice(0, -1),
          cure: 'nothing is to be done: it is suspended',
        }),
      ]
    : [];

export const notSuspended = (state: AllianceState): readonly Rejection[] =>
  state.stage === 'suspended'
    ? []
    : [
        outOfOrder(state, NOT_SUSPENDED.code, {
          wanted: ['suspended'],
          cure: hasEnded(state.stage) ? ENDED : `go on with it: it is ${state.stage} and not suspended`,
        }),
      ];
