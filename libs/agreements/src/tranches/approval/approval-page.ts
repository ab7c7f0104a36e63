import { Money, Rejection, type MoneyJson } from '@tramo/kernel';
import { committedLeft, transferredOf } from '../../agreement.state';
import type { Release } from '../conditions/condition';
import { counterpartDueWith, type CounterpartDue } from '../conditions/counterpart';
import { evaluated } from '../conditions/evaluate';
import { signaturesNeeded } from '../conditions/signatures-needed';
import type { Condition, Evaluation } from '../tranche.events';
import type { TrancheState } from '../tranche.state';
import {
  agreedFigures,
  bankOf,
  counterpartDue,
  earlierTranches,
  organisationsCash,
  parties,
  percentOf,
  progressSeen,
} from './figures';
import { clockSeen, heading, seasonSeen, type AskedPage } from './heading';
import { releaseSeen } from './release-seen';
import type { ApprovalStates, Seen } from './states';

export type ApprovalPage = ReturnType<typeof approvalPage>;

/** Everything that somebody who signs a tranche has to know, with where each of it can be followed up. */
export function approvalPage(states: ApprovalStates, asked: AskedPage) {
  const { contract, instalment, actor, on } = asked;
  const own = states.agreement.state;
  const tranche = own.tranches.tranches.get(instalment.tranche);
  const amount = tranche?.amount ?? Money.parse(instalment.amount);
  const release = releaseSeen(states, { ...asked, amount, documents: tranche?.documents ?? [] });
  const evaluation = evaluated(release);
  const { daysInStep, daysInAll, ...clock } = clockSeen(tranche, states, on);
  const head = { ...heading(release, tranche, states, asked), daysInStep, daysInAll };
  return {
    actor,
    on,
    tranche: { ...head, evidence: placeOf(states.agreement) },
    agreement: { ...agreementSeen(release), evidence: placeOf(states.agreement) },
    counterpart: { ...counterpartSeen(release), evidence: placeOf(states.agreement) },
    progress: { ...progressSeen(release), evidence: placeOf(states.agreement) },
    season: { ...seasonSeen(states, on), evidence: placeOf(states.alliance) },
    clock: { ...clock, evidence: placeOf(states.programme) },
    earlier: {
      tranches: earlierTranches(own, instalment.tranche, on),
      evidence: placeOf(states.agreement),
    },
    bank: {
      account: bankOf(states.payee.state),
      book: organisationsCash(own, contract),
      /** Statements are not kept yet: nobody has one to show. */
      statement: null,
      statementMissing: 'no statement yet',
      evidence: placeOf(states.payee),
    },
    budget: { ...budgetSeen(release), evidence: placeOf(states.line) },
    category: { ...categorySeen(release), evidence: placeOf(states.category) },
    signatures: { ...signaturesSeen(release, tranche), evidence: placeOf(states.policy) },
    conditions: evaluation.conditions,
    changed: changedSince(tranche?.seenAtRequest, evaluation),
  };
}

const placeOf = ({ stream, revision }: Seen<unknown>) => ({ stream, revision });

function agreementSeen(release: Release) {
  const { contract, amount, state } = release;
  const paid = transferredOf(state, contract.credit.currency.code).minus(paidOf(release));
  const { agreed, before, after } = counterpartDue(release);
  const counterpart = after.minus(before);
  return {
    reference: contract.reference,
    organisation: contract.organisation?.name ?? null,
    addenda: contract.addenda,
    credit: agreedFigures(contract.credit, paid, amount),
    counterpart: agreedFigures(agreed, before, counterpart),
    total: agreedFigures(contract.credit.plus(agreed), paid.plus(before), amount.plus(counterpart)),
  };
}

/** Of this very tranche: once it has arrived it is not counted as an earlier one. */
const paidOf = ({ state, instalment, amount }: Release): Money =>
  state.tranches.tranches.get(instalment.tranche)?.transferred ?? Money.zero(amount.currency.code);

function counterpartSeen(release: Release) {
  const { state, contract, amount } = release;
  const rows = parties(state, contract);
  const zero = Money.zero(amount.currency.code);
  const sum = (name: 'promised' | 'deposited' | 'verified' | 'used'): Money =>
    rows.reduce((total, row) => total.plus(Money.parse(row[name])), zero);
  const { after: required } = counterpartDue(release);
  const { inCash, inKind } = counterpartDueWith(release);
  return {
    required: required.toJSON(),
    promised: sum('promised').toJSON(),
    deposited: sum('deposited').toJSON(),
    verified: sum('verified').toJSON(),
    used: sum('used').toJSON(),
    shortfall: inCash.shortfall.toJSON(),
    inCash: dueSeen(inCash),
    inKind: dueSeen(inKind),
    parties: rows,
  };
}

const dueSeen = ({ required, verified, shortfall }: CounterpartDue['inCash']) => ({
  required: required.toJSON(),
  verified: verified.toJSON(),
  shortfall: shortfall.toJSON(),
});

type Asked = { readonly amount: string; readonly currency: string };
const money = (json: Asked): MoneyJson => ({ amount: json.amount, currency: json.currency });

function budgetSeen({ state, instalment, amount, facts }: Release) {
  const { budgetYear } = instalment;
  const { line } = facts.line;
  if (!line) return { budgetYear, line: null };
  const read = (name: keyof typeof line): Money => Money.parse(line[name]);
  const justified = read('justified');
  const paid = read('paid').plus(justified);
  const accrued = read('accrued').plus(paid);
  const committed = read('committed').plus(accrued);
  const [inscribed, current, available] = [read('inscribed'), read('current'), read('available')];
  const before = committedLeft(state, budgetYear) ?? Money.zero(amount.currency.code);
  const taken = state.tranches.tranches.get(instalment.tranche)?.commitment ?? null;
  return {
    budgetYear,
    line: {
      programmed: money(line.programmed),
      inscribed: inscribed.toJSON(),
      modifications: current.minus(inscribed).toJSON(),
      current: current.toJSON(),
      committed: committed.toJSON(),
      accrued: accrued.toJSON(),
      paid: paid.toJSON(),
      justified: justified.toJSON(),
      /** What the agreement committed is not available any more: a tranche takes nothing of it. */
      available: available.toJSON(),
      commitmentBefore: before.toJSON(),
      commitmentAfter: (taken === null ? before.minus(amount) : before).toJSON(),
      toInscribe: read('programmed').minus(inscribed).toJSON(),
      spent: percentOf(paid, current),
    },
  };
}

function categorySeen({ contract, facts, inLendersCurrency }: Release) {
  const { reserved } = contract;
  const { cell, held } = facts.category;
  if (!reserved || !cell) return { category: null };
  const free = Money.parse(cell.free);
  const zero = Money.zero(free.currency.code);
  const mine = held ? Money.parse(held.reserved) : zero;
  const asked = inLendersCurrency instanceof Rejection ? null : inLendersCurrency;
  const drawn = asked?.isGreaterThan(mine) ? asked.minus(mine) : zero;
  return {
    category: {
      financing: reserved.financing,
      share: reserved.share,
      category: reserved.category,
      allocation: money(cell.allocated),
      documented: money(cell.documented),
      eligible: money(cell.eligible),
      reserved: money(cell.reserved),
      reservedHere: mine.toJSON(),
      freeBefore: free.toJSON(),
      freeAfter: free.minus(drawn).toJSON(),
      closingDate: facts.category.closingDate,
      suspension: facts.category.suspension,
    },
  };
}

function signaturesSeen(release: Release, tranche: TrancheState | undefined) {
  const { needed, cumulated, since, threshold } = signaturesNeeded(release);
  const waivers = [...release.state.tranches.waivers.values()].filter(
    (one) => one.tranche === release.instalment.tranche,
  );
  return {
    given: (tranche?.signatures ?? []).map(({ affiliation, on }) => ({ by: affiliation.person, on })),
    needed,
    cumulated: cumulated.toJSON(),
    cumulatedSince: since,
    threshold: threshold && threshold.toJSON(),
    conflicts: release.duties.map(({ message }) => message),
    waivers: waivers.map(({ waiver, condition, legalAct, expiresOn, proposed, granted }) => ({
      waiver,
      condition,
      legalAct,
      expiresOn,
      proposedBy: proposed.affiliation.person,
      grantedBy: granted?.affiliation.person ?? null,
    })),
    policyVersion: release.facts.policy.version,
  };
}

/** Conditions whose result is another one than when it was requested. */
function changedSince(before: TrancheState['seenAtRequest'] = [], now: Evaluation) {
  const then = new Map(before.map((one) => [one.condition, one.result]));
  return now.conditions.flatMap(({ condition, result }: Condition) => {
    const was = then.get(condition);
    return was === undefined || was === result ? [] : [{ condition, was, is: result }];
  });
}
