export { DepositCounterpart } from './deposit-counterpart';
export { ReverseDeposit } from './reverse-deposit';
export { VerifyCounterpart } from './verify-counterpart';
