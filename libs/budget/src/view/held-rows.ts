import type { RowChange } from '@tramo/event-log';
import { Money, unreachable, type LocalDate } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import type { DataOf } from '../events';
import type { Balance, Station } from '../events/shapes';
import { partsOf } from '../evolve-commitments';
import type { LineMeasure } from '../line-state';
import { lineId, lineRow, minorOf, moved, yearKey, type OfBudget } from './rows';

const holder = (table: string, of: OfBudget, id: string) => ({ table, key: { ...yearKey(of), id } });

const opened = (table: string, of: OfBudget, id: string, minor: bigint): RowChange => ({
  ...holder(table, of, id),
  add: { open: minor },
});

export function* preCommitmentMade(data: DataOf<'PreCommitmentMade'>): Iterable<RowChange> {
  const { id, line, amount, reference, on, by } = data;
  const minor = minorOf(amount);
  yield moved(data, { available: -1n, preCommitted: 1n });
  yield {
    ...holder('budget_pre_commitment', data, id),
    set: { line: lineId(line), currency: amount.currency, reference, made_on: on, by },
    add: { amount: minor, open: minor },
  };
}

export function* preCommitmentReleased(data: DataOf<'PreCommitmentReleased'>): Iterable<RowChange> {
  yield moved(data, { available: 1n, preCommitted: -1n });
  yield opened('budget_pre_commitment', data, data.id, -minorOf(data.amount));
}

export function* commitmentMade(data: DataOf<'CommitmentMade'>, madeOn: LocalDate): Iterable<RowChange> {
  const { id, line, amount, reference, agreement, preCommitment, by } = data;
  const minor = minorOf(amount);
  yield* commitmentMoved(data, 1n);
  yield {
    ...holder('budget_commitment', data, id),
    set: {
      line: lineId(line),
      currency: amount.currency,
      reference,
      agreement,
      pre_commitment: preCommitment?.id ?? null,
      made_on: madeOn,
      by,
    },
    add: { amount: minor, open: minor },
  };
}

export function* commitmentReleased(data: DataOf<'CommitmentReleased'>): Iterable<RowChange> {
  yield* commitmentMoved(data, -1n);
  yield opened('budget_commitment', data, data.id, -minorOf(data.amount));
}

function* commitmentMoved(
  data: DataOf<'CommitmentMade' | 'CommitmentReleased'>,
  sign: 1n | -1n,
): Iterable<RowChange> {
  const { amount, fromPreCommitment, fromAvailable } = partsOf(data);
  yield lineRow(data, data.line, amount.currency.code, {
    available: -sign * fromAvailable.amountMinor,
    preCommitted: -sign * fromPreCommitment.amountMinor,
    committed: sign * amount.amountMinor,
  });
  const { preCommitment } = data;
  if (preCommitment) {
    yield opened('budget_pre_commitment', data, preCommitment.id, -sign * fromPreCommitment.amountMinor);
  }
}

const COLUMNS = {
  available: null,
  committed: 'open',
  accrued: 'accrued',
  paid: 'paid',
  justified: 'justified',
} as const satisfies Readonly<Record<Station, string | null>>;

/** From one station to another, of the line and of the commitment. */
export function* commitmentPassed(data: DataOf<'CommitmentMoved'>): Iterable<RowChange> {
  const { id, line, from, to, amount } = data;
  const minor = minorOf(amount);
  yield lineRow(data, line, amount.currency, { [from]: -minor, [to]: minor });
  const [left, entered] = [COLUMNS[from], COLUMNS[to]];
  const add = { ...(left && { [left]: -minor }), ...(entered && { [entered]: minor }) };
  yield { ...holder('budget_commitment', data, id), add };
}

export function* lapsed(data: DataOf<'BalancesLapsed'>): Iterable<RowChange> {
  for (const { line, balance } of data.balances) {
    yield balanceRow(data, line, balance, 'lapsed', -1n);
    const held = HOLDERS[balance.state];
    if (held && balance.holder !== null) yield opened(held, data, balance.holder, -minorOf(balance.amount));
  }
}

const HOLDERS: Readonly<Partial<Record<Balance['state'], string>>> = {
  preCommitted: 'budget_pre_commitment',
  committed: 'budget_commitment',
};

export function* reclassified(data: DataOf<'LineReclassified'>): Iterable<RowChange> {
  const { from, to, balances } = data;
  for (const balance of balances) {
    yield balanceRow(data, from, balance, 'reclassified', -1n);
    yield balanceRow(data, to, balance, 'reclassified', 1n);
    yield* holderMoved(data, balance);
  }
}

function* holderMoved(data: DataOf<'LineReclassified'>, balance: Balance): Iterable<RowChange> {
  const { from, to } = data;
  const { state, holder: id } = balance;
  if (id === null) return;
  switch (state) {
    case 'preCommitted':
      yield { ...holder('budget_pre_commitment', data, id), set: { line: lineId(to) } };
      return;
    case 'committed':
    case 'accrued':
    case 'paid':
    case 'justified':
      yield { ...holder('budget_commitment', data, id), set: { line: lineId(to) } };
      return;
    case 'requested': {
      const open = minorOf(balance.amount);
      yield requestLine(data, id, from, { open: -open });
      yield requestLine(data, id, to, { open });
      return;
    }
    case 'programmed':
    case 'available':
      return;
    default:
      unreachable(state, 'state of a balance');
  }
}

export const requestLine = (
  of: OfBudget,
  request: string,
  line: Line,
  add: Readonly<Record<string, bigint>>,
): RowChange => ({
  table: 'budget_request_line',
  key: { ...yearKey(of), request, line: lineId(line) },
  add,
});

function balanceRow(
  of: OfBudget,
  line: Line,
  { state, amount: json }: Balance,
  origin: 'lapsed' | 'reclassified',
  sign: 1n | -1n,
): RowChange {
  const amount = Money.parse(json);
  const minor = amount.amountMinor * sign;
  const ofCascade = state !== 'programmed' && state !== 'requested';
  const changes: Partial<Record<LineMeasure, bigint>> = {
    [state]: minor,
    ...(ofCascade && { [origin]: minor }),
  };
  return lineRow(of, line, amount.currency.code, changes);
}
