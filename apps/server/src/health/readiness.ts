import type { EventLog, ProjectionStatus, ProjectorStatus } from '@tramo/event-log';
import { writePosition } from '@tramo/event-log';
import type { StateStore } from '@tramo/stores';
import { sql } from 'kysely';
import { withoutSecrets } from '../logging/without-secrets';
import type { HealthCheck, ProjectionHealth, ReadinessAnswer } from './health.dto';

const CHECK_TIMEOUT_MS = 2_000;
/** Anybody may ask, so the stores are asked at most this often. */
const BELIEVED_MS = 1_000;

interface StoreChecks {
  readonly log: HealthCheck;
  readonly state: HealthCheck;
  readonly head: string | null;
}

/** Whether the server can serve: its stores answer, and the views have caught up since the start. */
export class Readiness {
  private checks: { readonly takenMs: number; readonly result: Promise<StoreChecks> } | undefined;

  constructor(
    private readonly log: Pick<EventLog, 'head' | 'ledgerId'>,
    private readonly state: StateStore,
    private readonly projector: { status(): ProjectorStatus },
    private readonly isStopping: () => boolean,
    private readonly about: { readonly engine: 'sqlite' | 'eventstoredb'; readonly version: string },
  ) {}

  async answer(): Promise<ReadinessAnswer> {
    const { log, state, head } = await this.recentChecks();
    const projector = this.projector.status();
    const serving = projector.projections.filter((projection) => projection.serving);
    const views: HealthCheck = viewsCheck(projector, serving);
    const ready = !this.isStopping() && [log, state, views].every((check) => check.status === 'up');
    return {
      status: this.isStopping() ? 'stopping' : ready ? 'ready' : 'not-ready',
      version: this.about.version,
      ledgerId: this.log.ledgerId,
      engine: this.about.engine,
      head,
      checks: { log, state, views },
      projections: projector.projections.map(projectionHealth),
    };
  }

  private recentChecks(): Promise<StoreChecks> {
    const nowMs = Date.now();
    if (!this.checks || nowMs - this.checks.takenMs > BELIEVED_MS) {
      this.checks = { takenMs: nowMs, result: this.checkStores() };
    }
    return this.checks.result;
  }

  private async checkStores(): Promise<StoreChecks> {
    let head: string | null = null;
    const [log, state] = await Promise.all([
      check(async () => {
        const position = await this.log.head();
        head = position ? writePosition(position) : null;
      }),
      check(() => sql`select 1`.execute(this.state.db)),
    ]);
    return { log, state, head };
  }
}

async function check(work: () => Promise<unknown>): Promise<HealthCheck> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it does not answer')), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([work(), timeout]);
    return { status: 'up' };
  } catch (error) {
    return { status: 'down', reason: withoutSecrets((error as Error).message) };
  } finally {
    clearTimeout(timer);
  }
}

function viewsCheck(projector: ProjectorStatus, serving: readonly ProjectionStatus[]): HealthCheck {
  const stopped = serving.filter((projection) => projection.state === 'stopped');
  if (stopped.length > 0) {
    return { status: 'down', reason: `stopped: ${stopped.map(({ name }) => name).join(', ')}` };
  }
  if (projector.trouble !== undefined) return { status: 'down', reason: withoutSecrets(projector.trouble) };
  return projector.caughtUp ? { status: 'up' } : { status: 'down', reason: 'still catching up' };
}

function projectionHealth(projection: ProjectionStatus): ProjectionHealth {
  const { name, version, serving, state, position, behind, lagMs, eventsApplied, fault } = projection;
  return {
    name,
    version,
    serving,
    state,
    position: position ?? null,
    behind,
    lagMs,
    eventsApplied,
    ...(fault && {
      fault: { position: fault.position, eventType: fault.eventType, reason: withoutSecrets(fault.message) },
    }),
  };
}
