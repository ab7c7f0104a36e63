export * from './command';
export type { CommandCounts } from './counters';
export { defineDecider, type StreamDecider } from './decider';
export * from './decides';
export * from './errors';
export * from './runtime';
export { runtimeEvents } from './runtime-types';
export { RECOVERY_ACTOR } from './settlement';
export {
  fact,
  consequence,
  factByOwnState,
  type AskedOn,
  reservation,
  type Claim,
  type Consequence,
  type CommandSpec,
  type DecisionContext,
  type Fact,
  type Reservation,
  type ReservationContext,
  type ReservationPlan,
} from './spec';
export type { StateAt, UpTo } from './stream-state';
export { commandMigrations } from './tables';
