export { DepositCounterpart } from './deposit-counterpart';
export { ReverseDeposit } from './reverse-deposit';
export { VerifyCounterpart } from './verify-counterpart';
export { REVERSALS } from './counterpart.events';
export { KINDS as CONTRIBUTION_KINDS, type ContributionKind } from '../shapes';
export { counterpartDeposits, counterpartNumbers } from '../view/counterpart-queries';
export { DEPOSIT_STATES, type CounterpartTables, type DepositStanding } from '../view/counterpart-tables';
