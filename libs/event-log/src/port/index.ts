export * from './appendable';
export * from './errors';
export * from './event';
export * from './event-log';
export * from './position';
export * from './verification';
