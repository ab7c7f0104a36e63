export * from './chart';
export * from './dimensions';
export * from './posting';
export * from './posting-rules';
export * from './schemas';
export { journalProjection, type Basis } from './journal.view';
export * from './measures';
