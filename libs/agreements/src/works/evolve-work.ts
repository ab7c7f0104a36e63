import type { Act, Affiliation, PastAct } from '@tramo/identity';
import { Money, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import { noneOf, ofParts, plus, sharedOf } from './shared';
import {
  sheetScope,
  type CommittedYear,
  type Sheet,
  type WorkContract,
  type WorkMoney,
  type WorkState,
} from './work.state';
import type { WorkData } from './work.events';

export function designed(state: WorkState, data: WorkData<'FinalDesignApproved'>): WorkState {
  const { municipalPercentage, lenderPercentage, designer, on } = data;
  const design = { amount: Money.parse(data.amount), municipalPercentage, lenderPercentage };
  const reference = `design of ${data.work}`;
  const scopes = { agreement: data.work };
  const act: PastAct = {
    act: 'advised',
    person: designer.person,
    on,
    reference,
    scopes,
    affiliation: designer,
  };
  return { ...state, design, stage: 'designed', acts: [...state.acts, act] };
}

export function signed(state: WorkState, data: WorkData<'WorkAgreementSigned'>): WorkState {
  const { reference, place, reserved, advancePercentage, retentionPercentage, startsOn } = data;
  const { municipalPercentage, lenderPercentage } = data;
  const amount = Money.parse(data.amount);
  const contract: WorkContract = {
    reference,
    place,
    amount,
    shared: sharedOf(data.shared),
    municipalPercentage,
    lenderPercentage,
    advancePercentage,
    retentionPercentage,
    startsOn,
    reserved: reserved && { financing: reserved.financing, amount: Money.parse(reserved.amount) },
  };
  return { ...state, contract, stage: 'signed', money: untouched(amount.currency.code) };
}

function untouched(currency: CurrencyCode): WorkMoney {
  const zero = Money.zero(currency);
  const none = noneOf(currency);
  return {
    deposited: zero,
    verified: zero,
    used: zero,
    advanced: none,
    amortised: none,
    gross: none,
    retained: none,
    released: none,
    eligible: null,
  };
}

export const withMoney = (state: WorkState, change: (money: WorkMoney) => WorkMoney): WorkState =>
  state.money ? { ...state, money: change(state.money) } : state;

export const withSheet = (state: WorkState, sheet: Sheet): WorkState => ({
  ...state,
  sheets: new Map(state.sheets).set(sheet.sheet, sheet),
});

interface ActOf {
  readonly work: string;
  readonly affiliation: Affiliation;
  readonly on: LocalDate;
}

export function withAct(
  state: WorkState,
  act: Act,
  { work: id, affiliation, on }: ActOf,
  of: number | 'advance' | 'acceptance',
): WorkState {
  const scopes = { agreement: id, tranche: sheetScope(id, of) };
  const reference = typeof of === 'number' ? `sheet ${of} of ${id}` : `${of} of ${id}`;
  return {
    ...state,
    acts: [...state.acts, { act, person: affiliation.person, on, reference, scopes, affiliation }],
  };
}

export function committedBy({ committed }: WorkState, data: WorkData<'WorkYearCommitted'>): CommittedYear {
  const amount = Money.parse(data.amount);
  const before = committed.get(data.budgetYear);
  if (before) return { ...before, amount: before.amount.plus(amount) };
  const { commitment, line } = data;
  return { commitment, line, amount, accrued: Money.zero(amount.currency.code) };
}

type OfDeposit = Pick<WorkData<'MunicipalDepositVerified'>, 'deposit' | 'amount'>;

export function deposited(
  state: WorkState,
  { deposit, amount: json }: OfDeposit,
  verifiedOn: LocalDate | null,
): WorkState {
  const amount = Money.parse(json);
  const deposits = new Map(state.deposits).set(deposit, { amount, verifiedOn });
  const of = verifiedOn ? 'verified' : 'deposited';
  return withMoney({ ...state, deposits }, (money) => ({ ...money, [of]: money[of].plus(amount) }));
}

export const presented = (data: WorkData<'ProgressSheetPresented'>): Sheet => ({
  sheet: data.sheet,
  state: 'presented',
  progress: data.progress,
  gross: Money.parse(data.gross),
  amortisation: Money.parse(data.amortisation),
  retention: Money.parse(data.retention),
  payable: Money.parse(data.payable),
  approved: null,
});

export function approved(before: WorkState, data: WorkData<'ProgressSheetApproved'>): WorkState {
  const { sheet, budgetYear, commitment, parts } = data;
  const known = before.sheets.get(sheet)!;
  const state = withSheet(before, {
    ...known,
    state: 'approved',
    approved: { budgetYear, commitment, parts },
  });
  const year = before.committed.get(budgetYear);
  const accrued = Money.parse(parts.lender.gross);
  const committed = year
    ? new Map(before.committed).set(budgetYear, { ...year, accrued: year.accrued.plus(accrued) })
    : before.committed;
  return withMoney({ ...state, committed }, (money) => ({
    ...money,
    gross: plus(money.gross, ofParts(parts, 'gross')),
    amortised: plus(money.amortised, ofParts(parts, 'amortisation')),
    retained: plus(money.retained, ofParts(parts, 'retention')),
  }));
}

export function paid(
  before: WorkState,
  { sheet, parts, eligible }: WorkData<'ProgressSheetPaid'>,
): WorkState {
  const state = withSheet(before, { ...before.sheets.get(sheet)!, state: 'paid' });
  const taken = eligible && Money.parse(eligible.amount);
  return withMoney({ ...state, payments: state.payments + 1 }, (money) => ({
    ...money,
    used: money.used.plus(Money.parse(parts.municipal.gross)),
    eligible: taken ? (money.eligible?.plus(taken) ?? taken) : money.eligible,
  }));
}

export function accepted(state: WorkState, { kind, released }: WorkData<'WorkAccepted'>): WorkState {
  const stage = kind === 'final' ? 'accepted' : 'accepted-provisionally';
  const out = sharedOf(released);
  return withMoney({ ...state, stage, payments: state.payments + 1 }, (money) => ({
    ...money,
    released: plus(money.released, out),
  }));
}
