export { agreement } from './agreement';
export { agreementPostings } from './agreement.postings';
export { agreementStream, type AgreementState } from './agreement.state';
export * from './alliances';
export { agreementsEvents } from './events';
export { agreementsHandlers } from './handlers';
export { agreementsProjection } from './view/agreements.view';
