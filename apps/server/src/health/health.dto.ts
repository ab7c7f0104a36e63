export class HealthCheck {
  status!: 'up' | 'down';
  /** Why it is down. */
  reason?: string;
}

export class ProjectionFaultHealth {
  position!: string;
  eventType!: string;
  reason!: string;
}

export class ProjectionHealth {
  name!: string;
  version!: number;
  /** Whether readers see this version, or it is being built beside the one they see. */
  serving!: boolean;
  state!: 'building' | 'active' | 'stopped';
  position!: string | null;
  behind!: boolean;
  /** The age of the oldest event not applied yet. */
  lagMs!: number;
  eventsApplied!: number;
  /** The event at which it stopped. */
  fault?: ProjectionFaultHealth;
}

export class HealthChecks {
  log!: HealthCheck;
  state!: HealthCheck;
  views!: HealthCheck;
}

export class ReadinessAnswer {
  status!: 'ready' | 'not-ready' | 'stopping';
  version!: string;
  ledgerId!: string;
  engine!: 'sqlite' | 'eventstoredb';
  /** Where the last event stands; null when there is none. */
  head!: string | null;
  checks!: HealthChecks;
  projections!: ProjectionHealth[];
}

export class LivenessAnswer {
  status!: 'live';
}
