export * from './commands/command';
export * from './port';
export * from './projections/projection';
export * from './projections/projector';
