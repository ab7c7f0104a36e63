export { EventStoreDbLog } from './log';
