export { SqliteLog } from './log';
export { SqliteReader } from './reader';
export { verifySqliteLog } from './verify-log';
