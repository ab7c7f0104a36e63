export * from './errors';
export * from './process-lock';
export * from './sqlite';
