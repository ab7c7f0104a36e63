import type { RowChange } from '@tramo/event-log';
import { Money, unreachable, type MoneyJson } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { Place } from '../shapes';
import type { AdvanceMovement } from './expense-tables';
import type { RecordedAt } from './recorded-at';

const MOVING = [
  'TrancheConfirmed',
  'TrancheBounced',
  'ExpenseAccepted',
  'ExpenseRuledIneligible',
  'IneligibleSettled',
  'BalanceReturned',
] as const;
type Moving = Extract<AgreementEvent, { type: (typeof MOVING)[number] }>;

const TYPES: ReadonlySet<string> = new Set(MOVING);
const moves = (event: AgreementEvent): event is Moving => TYPES.has(event.type);

/** What has reached an organisation and nobody has accounted for, as it grew and shrank. */
export function* advanceRows(event: AgreementEvent, at: RecordedAt): Iterable<RowChange> {
  if (!moves(event)) return;
  const { type, data } = event;
  switch (type) {
    case 'TrancheConfirmed':
      yield movement(data, at, { kind: 'transferred', amount: data.amount, unjustified: 1n });
      return;
    case 'TrancheBounced':
      if (data.wasConfirmed) {
        yield movement(data, at, { kind: 'bounced', amount: data.amount, unjustified: -1n });
      }
      return;
    case 'ExpenseAccepted':
      yield movement(data, at, { kind: 'accepted', amount: data.subsidy, unjustified: -1n });
      return;
    case 'ExpenseRuledIneligible':
      yield data.wasAccepted
        ? movement(data, at, { kind: 'reversed', amount: data.subsidy, unjustified: 1n, owed: 1n })
        : movement(data, at, { kind: 'ruled-out', amount: data.subsidy, owed: 1n });
      return;
    case 'IneligibleSettled':
      yield* settled(data, at);
      return;
    case 'BalanceReturned':
      yield movement(data, at, { kind: 'returned', amount: data.amount, unjustified: -1n });
      return;
    default:
      unreachable(type, 'event that moves an advance');
  }
}

function* settled(data: DataOf<'IneligibleSettled'>, at: RecordedAt): Iterable<RowChange> {
  const { way, amount, against } = data;
  switch (way) {
    case 'substituted':
    case 'to-account':
      yield movement(data, at, { kind: way, amount, owed: -1n });
      return;
    case 'to-project':
    case 'written-off':
      yield movement(data, at, { kind: way, amount, unjustified: -1n, owed: -1n });
      return;
    case 'offset':
      yield movement(data, at, { kind: way, amount, unjustified: -1n, owed: -1n });
      if (against) {
        const other = { ...data, ...against };
        yield movement(other, at, { kind: 'set-off-received', amount, unjustified: 1n });
      }
      return;
    default:
      unreachable(way, 'way to make good what was ineligible');
  }
}

interface OfTranche {
  readonly programme: string;
  readonly agreement: string;
  readonly tranche: number;
  readonly place: Place;
}

interface Movement {
  readonly kind: AdvanceMovement;
  readonly amount: MoneyJson;
  readonly unjustified?: 1n | -1n;
  readonly owed?: 1n | -1n;
}

function movement(
  { programme, agreement, tranche, place }: OfTranche,
  { revision, effectiveOn }: RecordedAt,
  { kind, amount: json, unjustified, owed }: Movement,
): RowChange {
  const amount = Money.parse(json);
  return {
    table: 'advance_movement',
    key: { programme, agreement, revision, tranche },
    set: {
      organisation: place.organisation,
      currency: amount.currency.code,
      kind,
      effective_on: effectiveOn,
      unjustified: amount.amountMinor * (unjustified ?? 0n),
      owed: amount.amountMinor * (owed ?? 0n),
    },
  };
}
