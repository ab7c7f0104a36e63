import type { EventLogReader } from '../port';
import type { Checkpoints } from './checkpoints';
import type { Lease } from './lease';
import type { ProjectionModule } from './projection';
import type { ViewsDatabase } from './views-database';

/** What the active projector works with, from taking the lease to losing it. */
export interface Workshop {
  readonly log: EventLogReader;
  readonly views: ViewsDatabase;
  readonly checkpoints: Checkpoints;
  readonly lease: Lease;
  readonly catalogue: ProjectionModule['catalogue'];
}
