import { Money, scale, type MoneyJson } from '@tramo/kernel';
import { justificationIn, unjustifiedOf } from '../../agreement.state';
import type { TrancheState } from '../tranche.state';
import { doesNotApply, fails, passes, type Predicate, type Release } from './condition';

interface Short {
  readonly tranche: number;
  readonly percent: string;
  readonly transferred: MoneyJson;
  readonly justified: MoneyJson;
  readonly required: MoneyJson;
  readonly shortfall: MoneyJson;
}

/** All of the last but one and those before it, most of the last one, and all of it before the final tranche. */
export const earlierJustified: Predicate = (release) => {
  const earlier = earlierTranches(release);
  if (earlier.length === 0) return doesNotApply('there is no earlier tranche');
  const short = earlier.flatMap((tranche) => shortOf(release, tranche));
  const [first] = short;
  if (!first) return passes('earlier tranches are justified as far as they have to be');
  const { tranche, percent, shortfall } = first;
  return fails(
    `${percent} % of tranche ${tranche} has to be justified first`,
    { short },
    `have another ${Money.parse(shortfall).toString()} of tranche ${tranche} justified or returned`,
  );
};

const earlierTranches = ({ state, instalment }: Release): readonly TrancheState[] =>
  [...state.tranches.tranches.values()].filter(
    (one) => one.tranche < instalment.tranche && one.transferred.isPositive(),
  );

function shortOf(release: Release, earlier: TrancheState): readonly Short[] {
  const { transferred } = earlier;
  const percent = percentNeeded(release, earlier.tranche);
  const required = percentOf(transferred, percent);
  const justified = transferred.minus(unjustifiedOf(release.state, earlier));
  if (!justified.isLessThan(required)) return [];
  return [
    {
      tranche: earlier.tranche,
      percent,
      transferred: transferred.toJSON(),
      justified: justified.toJSON(),
      required: required.toJSON(),
      shortfall: required.minus(justified).toJSON(),
    },
  ];
}

function percentNeeded({ contract, instalment, facts }: Release, earlier: number): string {
  const { justifiedLastButOne, justifiedLast, justifiedBeforeFinal } = facts.policy;
  if (earlier < instalment.tranche - 1) return justifiedLastButOne;
  const isFinal = contract.tranches.every(({ tranche }) => tranche <= instalment.tranche);
  if (!isFinal) return justifiedLast;
  return Number(justifiedBeforeFinal) > Number(justifiedLast) ? justifiedBeforeFinal : justifiedLast;
}

/** Not a cent less than the percentage. */
const percentOf = (money: Money, percent: string): Money =>
  Number(percent) === 0
    ? Money.zero(money.currency.code)
    : scale(money, { numerator: percent, denominator: '100' }, 'ceiling').scaled;

/** Nothing that was asked about an expense is unanswered after its day, under whichever agreement of the organisation. */
export const observationsAnswered: Predicate = ({ state, on, facts }) => {
  const here = [...state.tranches.tranches.values()].flatMap((tranche) => {
    const { observationDueOn: dueOn, observed } = justificationIn(state, tranche);
    return dueOn !== null && dueOn < on
      ? [{ tranche: tranche.tranche, dueOn, observed: observed.toJSON() }]
      : [];
  });
  const elsewhere = facts.organisation.flatMap(({ agreement, observationDueOn: dueOn }) =>
    dueOn !== null && dueOn < on ? [{ agreement, dueOn }] : [],
  );
  const overdue = [...here, ...elsewhere];
  const [first] = overdue;
  if (!first) return passes('no observation is overdue', { on });
  const of = 'tranche' in first ? `tranche ${first.tranche}` : `agreement ${first.agreement}`;
  return fails(
    `an observation on expenses of ${of} was due on ${first.dueOn}`,
    { overdue, on },
    `have what was observed of ${of} remedied, withdrawn or ruled on`,
  );
};
