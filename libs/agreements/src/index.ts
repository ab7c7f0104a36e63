export { agreement } from './agreement';
export { agreementPostings } from './agreement.postings';
export { agreementStream, type AgreementState } from './agreement.state';
export * from './alliances';
export * from './expenses';
export { agreementsEvents } from './events';
export { agreementsHandlers } from './handlers';
export * from './tranches';
export { agreementsProjection } from './view/agreements.view';
