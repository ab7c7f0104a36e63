export * from './commands/command';
export * from './open';
export * from './port';
export * from './projections/projection';
export * from './projections/projector';
