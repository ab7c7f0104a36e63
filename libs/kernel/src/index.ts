export * from './decider';
export * from './ids';
export * from './invariant';
export * from './local-date';
export * from './rejection';
