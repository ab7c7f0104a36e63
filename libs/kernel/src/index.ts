export * from './canonical-json';
export * from './decider';
export * from './ids';
export * from './invariant';
export * from './local-date';
export * from './rejection';
