import { createRequire } from 'node:module';
import { invariant } from '@tramo/kernel';
import type { ProjectionModule } from './projection';

/** Loaded by its path, because a thread is handed data and not functions. */
export function loadProjections(path: string): ProjectionModule {
  const loaded = createRequire(__filename)(path) as Partial<ProjectionModule>;
  const { projections, catalogue } = loaded;
  invariant(Array.isArray(projections), `${path} exports projections`);
  invariant(typeof catalogue?.current === 'function', `${path} exports a catalogue`);
  return { projections, catalogue };
}
