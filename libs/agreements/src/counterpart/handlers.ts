import type { AnyDecidingHandler } from '@tramo/event-log';
import { DepositCounterpartHandler } from './deposit-counterpart';
import { ReverseDepositHandler } from './reverse-deposit';
import { VerifyCounterpartHandler } from './verify-counterpart';

export const counterpartHandlers: readonly AnyDecidingHandler[] = [
  DepositCounterpartHandler,
  VerifyCounterpartHandler,
  ReverseDepositHandler,
];
