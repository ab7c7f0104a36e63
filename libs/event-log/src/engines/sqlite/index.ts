export * from './log';
export * from './reader';
