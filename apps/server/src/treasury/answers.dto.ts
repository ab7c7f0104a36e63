import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ACCOUNT_KINDS, LOT_KINDS, MOVEMENT_KINDS, PAYMENT_STATES } from '@tramo/treasury';
import { MoneyDto } from '../http/money.dto';

@ApiSchema({ name: 'BankAccount', description: 'A bank account with what is in it.' })
export class BankAccountAnswer {
  account!: string;
  @ApiProperty({ enum: ACCOUNT_KINDS })
  kind!: (typeof ACCOUNT_KINDS)[number];
  /** Whose books it stands in. */
  entity!: string;
  holder!: string;
  bank!: string;
  number!: string;
  currency!: string;
  /** Of a special account, the financing agreement. */
  financing!: string | null;
  /** What the financing agreement calls it. */
  specialAccount!: string | null;
  /** The most that a special account may hold. */
  @ApiProperty({ type: MoneyDto, nullable: true })
  ceiling!: MoneyDto | null;
  state!: 'open' | 'closed';
  balance!: MoneyDto;
  /** Of the balance, what payments on their way will take. */
  held!: MoneyDto;
  /** The balance less what is held. */
  free!: MoneyDto;
  /** When the second of two people had verified it; null where two have not since it was changed or a payment came back. */
  @ApiProperty({ format: 'date', nullable: true, type: String })
  verifiedOn!: string | null;
  /** The two. */
  verifiedBy!: string[];
  /** Who has verified it and waits for a second. */
  checkedBy!: string | null;
  /** Who opened it, or changed it last, and the day. */
  changedBy!: string;
  @ApiProperty({ format: 'date' })
  changedOn!: string;
  @ApiProperty({ format: 'date' })
  openedOn!: string;
  @ApiProperty({ format: 'date', nullable: true, type: String })
  closedOn!: string | null;
  /** Of the last event; pass it as `expectedRevision` to decide on what is shown. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
}

@ApiSchema({ name: 'BankAccounts', description: 'Bank accounts by their code.' })
export class BankAccountsAnswer {
  items!: BankAccountAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'BankMovement', description: 'What changed the balance of a bank account.' })
export class BankMovementAnswer {
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  @ApiProperty({ enum: MOVEMENT_KINDS })
  kind!: (typeof MOVEMENT_KINDS)[number];
  /** Below zero where it left. */
  amount!: MoneyDto;
  reference!: string | null;
  payment!: string | null;
  /** The receipt or the conversion. */
  lot!: string | null;
  by!: string;
  /** Of the event. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
  /** Where to read it. */
  link!: string;
}

@ApiSchema({ name: 'BankMovements', description: 'Movements in the order in which they were entered.' })
export class BankMovementsAnswer {
  items!: BankMovementAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'Payee', description: 'Where a payment goes, as it was when it was ordered.' })
export class PayeeAnswer {
  account!: string;
  holder!: string;
  bank!: string;
  number!: string;
}

@ApiSchema({ name: 'Payment', description: 'One transfer that the bank is told to make.' })
export class PaymentAnswer {
  payment!: string;
  agreement!: string;
  @ApiProperty({ type: 'integer', nullable: true })
  tranche!: number | null;
  /** The account it is paid from. */
  payer!: string;
  payee!: PayeeAnswer;
  amount!: MoneyDto;
  @ApiProperty({ enum: PAYMENT_STATES })
  state!: (typeof PAYMENT_STATES)[number];
  @ApiProperty({ format: 'date' })
  orderedOn!: string;
  @ApiProperty({ format: 'date', nullable: true, type: String })
  sentOn!: string | null;
  @ApiProperty({ format: 'date', nullable: true, type: String })
  confirmedOn!: string | null;
  @ApiProperty({ format: 'date', nullable: true, type: String })
  bouncedOn!: string | null;
  @ApiProperty({ format: 'date', nullable: true, type: String })
  cancelledOn!: string | null;
  /** How the order to the bank is cited. */
  sentAs!: string | null;
  /** How the bank's confirmation is cited. */
  confirmedAs!: string | null;
  /** Why it came back, or was cancelled. */
  reason!: string | null;
  /** Of the last event. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
}

@ApiSchema({ name: 'Payments', description: 'Payments by id.' })
export class PaymentsAnswer {
  items!: PaymentAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'LotRate', description: 'What the bank gave for one unit of what was sold.' })
export class LotRateAnswer {
  base!: string;
  quote!: string;
  regime!: string;
  side!: string;
  @ApiProperty({ format: 'date' })
  date!: string;
  value!: string;
  source!: string;
}

@ApiSchema({
  name: 'Lot',
  description: 'Money of an account by how it came: what came first is spent first.',
})
export class LotAnswer {
  account!: string;
  lot!: string;
  @ApiProperty({ enum: LOT_KINDS })
  kind!: (typeof LOT_KINDS)[number];
  @ApiProperty({ format: 'date' })
  arrivedOn!: string;
  amount!: MoneyDto;
  /** What of it is left. */
  open!: MoneyDto;
  /** Of a conversion, the special account that it was sold from. */
  from!: string | null;
  /** Of a conversion, what was sold. */
  @ApiProperty({ type: MoneyDto, nullable: true })
  sold!: MoneyDto | null;
  /** Of a conversion, the bank's; what is paid from the lot carries it. */
  @ApiProperty({ type: LotRateAnswer, nullable: true })
  rate!: LotRateAnswer | null;
  /** Of the event that brought it. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
}

@ApiSchema({ name: 'Lots', description: 'Lots by account, in the order in which they are spent.' })
export class LotsAnswer {
  items!: LotAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
