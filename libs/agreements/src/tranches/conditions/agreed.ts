import { Money, type LocalDate } from '@tramo/kernel';
import { passes, fails, doesNotApply, type Predicate, type Release } from './condition';

/** In force, with its addenda, and not at its end. */
export const inForce: Predicate = ({ contract, on }) => {
  const { agreement, standing, endsOn, addenda } = contract;
  const values = { agreement, standing, endsOn, on, addenda: addenda.length };
  if (standing !== 'in-force') {
    const cure = standing === 'suspended' ? 'resume the agreement first' : 'nothing more is paid under it';
    return fails(`agreement ${agreement} is ${standing}`, values, cure);
  }
  if (on > endsOn) {
    const why = `agreement ${agreement} ended on ${endsOn}`;
    return fails(why, values, `sign an addendum that lets it end on ${on} or later`);
  }
  return passes(`agreement ${agreement} is in force until ${endsOn}`, values);
};

const PAID: readonly string[] = ['confirmed', 'closed'];

/** One after the other: each when those before it have arrived. */
export const inTurn: Predicate = ({ state, contract, instalment }) => {
  const waitsFor = contract.tranches
    .filter(({ tranche }) => tranche < instalment.tranche)
    .map(({ tranche }) => ({ tranche, state: state.tranches.tranches.get(tranche)?.state ?? 'programmed' }))
    .filter((earlier) => !PAID.includes(earlier.state));
  const [first] = waitsFor;
  if (!first) return passes('every earlier tranche has arrived', { tranche: instalment.tranche });
  return fails(
    `tranche ${first.tranche} comes first, and is ${first.state}`,
    { tranche: instalment.tranche, waitsFor },
    `have tranche ${first.tranche} paid and confirmed first`,
  );
};

/** What was agreed for it, or less. */
export const withinInstalment: Predicate = ({ instalment, amount }) => {
  const agreed = Money.parse(instalment.amount);
  const values = { asked: amount, agreed };
  if (!amount.isGreaterThan(agreed)) return passes(`${agreed.toString()} was agreed for it`, values);
  return fails(
    `${agreed.toString()} was agreed for tranche ${instalment.tranche}`,
    { ...values, excess: amount.minus(agreed) },
    `ask for at most ${agreed.toString()}, or sign an addendum first`,
  );
};

export const documented: Predicate = ({ documents }) =>
  documents.length > 0
    ? passes(`${documents.length} documents came with the request`, { documents: documents.length })
    : fails(
        'no document came with the request',
        { documents: 0 },
        'return the tranche and have it requested again with its documents',
      );

/** Nobody whose earlier acts keep them from this one. */
export const dutiesApart: Predicate = ({ duties, actor }) => {
  const [first] = duties;
  if (!first) return passes(`nothing keeps ${actor} from it`, { actor });
  const conflicts = duties.map(({ message }) => message);
  return fails(first.message, { actor, conflicts }, first.cure ?? `let somebody other than ${actor} do it`);
};

const ENDED: readonly string[] = ['suspended', 'terminated', 'declined', 'concluded'];

/** The organisation's alliance goes on, and it owes nothing of what was ruled out under any of its agreements. */
export const goodStanding: Predicate = (release) => {
  const { alliance } = release.facts;
  if (alliance.state !== null && ENDED.includes(alliance.state)) {
    const cure = alliance.state === 'suspended' ? 'resume the alliance first' : 'grant a waiver';
    return fails(`its alliance is ${alliance.state}`, { alliance: alliance.state }, cure);
  }
  const owed = owedOf(release);
  const under = owedUnder(release, owed);
  const [first] = under;
  if (first) {
    return fails(
      `${first.owed.toString()} that was ruled ineligible under agreement ${first.agreement} has not been made good`,
      { owed, under },
      `have it substituted, returned, set off or written off under agreement ${first.agreement}`,
    );
  }
  return passes('its alliance goes on and nothing is owed', { alliance: alliance.state, owed });
};

interface OwedUnder {
  readonly agreement: string;
  readonly owed: Money;
}

/** Under this agreement, and under the organisation's others. */
const owedUnder = ({ contract, facts }: Release, own: Money): readonly OwedUnder[] => [
  ...(own.isPositive() ? [{ agreement: contract.agreement, owed: own }] : []),
  ...facts.organisation.flatMap(({ agreement, owed }) =>
    owed ? [{ agreement, owed: Money.parse(owed) }] : [],
  ),
];

const owedOf = ({ state, amount }: Release): Money =>
  [...state.expenses.expenses.values()].reduce(
    (sum, { owed }) => sum.plus(owed),
    Money.zero(amount.currency.code),
  );

/** Within what its phase may cost, all tranches of it together. */
export const withinPhaseCap: Predicate = ({ state, contract, instalment, amount }) => {
  const phase = contract.phases.find((one) => one.phase === instalment.phase);
  if (!phase) return doesNotApply('the tranche belongs to no phase');
  if (phase.cap === null) return doesNotApply(`phase ${phase.phase} has no cap`);
  const cap = Money.parse(phase.cap);
  const earlier = contract.tranches
    .filter((one) => one.phase === phase.phase && one.tranche !== instalment.tranche)
    .map(({ tranche }) => state.tranches.tranches.get(tranche))
    .filter((one) => one !== undefined && one.commitment !== null)
    .reduce((sum, one) => sum.plus(one!.amount), Money.zero(amount.currency.code));
  const after = earlier.plus(amount);
  const values = { phase: phase.phase, cap, earlier, asked: amount, after };
  if (!after.isGreaterThan(cap)) return passes(`phase ${phase.phase} may cost ${cap.toString()}`, values);
  const excess = after.minus(cap);
  return fails(
    `phase ${phase.phase} may cost ${cap.toString()}, and would come to ${after.toString()}`,
    { ...values, excess },
    `ask for ${excess.toString()} less, or sign an addendum that raises the cap`,
  );
};

/** Not before its phase begins. Whether earlier phases are paid is a matter of turn. */
export const inPhase: Predicate = ({ contract, instalment, on }) => {
  const phase = contract.phases.find((one) => one.phase === instalment.phase);
  if (!phase) return doesNotApply('the tranche belongs to no phase');
  const { from, until } = phase;
  const values = { phase: phase.phase, from, until, on };
  if (isWithin(on, from, until)) return passes(`phase ${phase.phase} lasts from ${from} to ${until}`, values);
  const cure = on < from ? `wait until ${from}` : `sign an addendum that renews the phase to ${on} or later`;
  return fails(`phase ${phase.phase} lasts from ${from} to ${until}`, values, cure);
};

const isWithin = (on: LocalDate, from: LocalDate, until: LocalDate): boolean => from <= on && on <= until;

/** What producers have pledged to their fund is shown to whoever signs; it keeps no money back by itself. */
export const pledged: Predicate = ({ state, amount }) => {
  const pledges = [...state.expenses.pledges.values()];
  if (pledges.length === 0) return doesNotApply('nothing is pledged to a revolving fund');
  const sum = pledges.reduce((total, one) => total.plus(one.amount), Money.zero(amount.currency.code));
  return passes(`${sum.toString()} is pledged to the revolving fund`, { pledges: pledges.length, sum });
};
