export * from './commands/command';
export * from './open';
export * from './port';
export * from './projections/projection';
export * from './projections/projector';
export { dumpViews } from './projections/dump';
export { rebuildViews } from './projections/rebuild-views';
export { startProjector } from './projections/start-projector';
