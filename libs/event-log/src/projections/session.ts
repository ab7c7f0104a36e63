import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { invariant } from '@tramo/kernel';
import type { Position } from '../port';
import type { GenerationRecord } from './checkpoints';
import { Cohort } from './cohort';
import type { Generation } from './generation';
import type { Generations } from './generations';
import type { Report } from './messages';
import type { ProjectorNews } from './projector';
import { RebuildDesk } from './rebuilds';
import type { RebuildRequest } from './rebuilds';
import { reportOf } from './report';
import type { Workshop } from './workshop';

/** How often what a reader held on to is tried again: a name that is to change hands, a table that is to go. */
const PROMOTE_MS = 500;
const SWEEP_MS = 5_000;
/** How often whoever listens hears that all is well. */
const HEARTBEAT_MS = 500;

export interface Listener {
  onReport(report: Report): void;
  onNews(news: ProjectorNews): void;
}

/**
 * The work of the one active projector, from the moment it holds the lease until it loses it, its stores fail
 * or it is asked to stop. What it knows it has read from the views at the beginning.
 */
export class ProjectionSession {
  private cohorts: Cohort[] = [];
  private stopped: Generation[] = [];
  private readonly indexed = new Set<Generation>();
  private readonly requests: RebuildRequest[] = [];
  private readonly rebuilds: RebuildDesk;
  private ending = false;
  private endsWithRebuild = false;
  private wake: () => void = () => undefined;
  private sweptAt = 0;
  private heldUpAt = -PROMOTE_MS;
  private hasCaughtUp = false;

  constructor(
    private readonly workshop: Workshop,
    private readonly generations: Generations,
    private readonly listener: Listener,
  ) {
    this.rebuilds = new RebuildDesk(workshop.log);
  }

  /** Goes on with everything there is. */
  async project(): Promise<void> {
    for (const generation of await this.generations.reconcile()) this.place(generation);
    await this.run();
  }

  /** Builds anew what the request names, at full speed, and ends; everything else stays as it is. */
  async rebuildOnly(request: RebuildRequest): Promise<void> {
    await this.generations.load();
    this.requests.push(request);
    this.endsWithRebuild = true;
    await this.run();
  }

  requestRebuild(request: RebuildRequest): void {
    this.requests.push(request);
    this.wake();
  }

  end(): void {
    this.ending = true;
    this.wake();
  }

  private async run(): Promise<void> {
    try {
      while (!this.ending) {
        await this.beginRebuilds();
        await this.promoteWhoIsReady();
        await this.sweepWhenDue();
        await this.rebuilds.tellWhenDue();
        this.report();
        if (this.endsWithRebuild && this.rebuilds.isIdle) break;
        await this.work();
        // Lets messages and timers in between two batches.
        await nextTurn();
      }
    } catch (error) {
      this.rebuilds.failAll(`the projector stopped before the rebuild was done: ${(error as Error).message}`);
      throw error;
    } finally {
      this.rebuilds.failAll('the projector was ended before the rebuild was done');
      await Promise.all(this.cohorts.map((cohort) => cohort.close()));
    }
  }

  private place(generation: Generation): void {
    const { place } = generation.record;
    this.cohorts.push(new Cohort(this.workshop, [generation], place));
  }

  /** The furthest cohort is live; the others are brought on, a batch at a time, until they meet it. */
  private async work(): Promise<void> {
    await this.meet();
    const live = this.lead();
    const others = this.cohorts.filter((cohort) => cohort !== live);
    for (const cohort of others) await this.step(cohort, live?.place.position);
    // Before the lead moves on, or they would never stand together while events keep coming.
    if (others.length > 0) await this.meet();
    else if (!live?.hasWork()) await this.rest(live);
    const lead = this.lead();
    if (lead?.hasWork()) await this.step(lead);
    else await this.workshop.lease.keepWhenDue();
  }

  private async step(cohort: Cohort, limit?: Position): Promise<void> {
    await cohort.step(limit);
    for (const generation of cohort.takeStopped()) await this.attendToStopped(generation);
    await this.dismissEmpty();
  }

  private async dismissEmpty(): Promise<void> {
    for (const cohort of this.cohorts) if (cohort.generations.length === 0) await cohort.close();
    this.cohorts = this.cohorts.filter(({ generations }) => generations.length > 0);
  }

  private lead(): Cohort | undefined {
    const [first, ...others] = this.cohorts;
    return first && others.reduce((lead, cohort) => (isFurther(cohort, lead) ? cohort : lead), first);
  }

  private async rest(lead: Cohort | undefined): Promise<void> {
    const controller = new AbortController();
    const woken = new Promise<void>((resolve) => (this.wake = resolve));
    if (this.ending || this.requests.length > 0) return;
    const heartbeat = pause(HEARTBEAT_MS, undefined, controller).catch(() => undefined);
    await Promise.race([woken, heartbeat, ...(lead ? [lead.arrival()] : [])]);
    controller.abort();
  }

  /** Cohorts that have come to the same place go on as one; the lead stays the one it is. */
  private async meet(): Promise<void> {
    const lead = this.lead();
    const met = lead ? [lead] : [];
    for (const cohort of this.cohorts.filter((each) => each !== lead)) {
      const there = met.find(({ place }) => place.eventsApplied === cohort.place.eventsApplied);
      if (there) await there.join(cohort);
      else met.push(cohort);
    }
    this.cohorts = met;
  }

  private async promoteWhoIsReady(): Promise<void> {
    for (const cohort of this.cohorts) {
      for (const generation of cohort.generations) {
        const ready = this.isReady(generation, cohort);
        if ((ready || cohort.caughtUp) && !this.indexed.has(generation)) {
          await this.generations.index(generation);
          this.indexed.add(generation);
        }
        if (ready) await this.promote(generation);
      }
    }
  }

  /** Once it shows as much as what it replaces; or, when that is not kept up, once it shows everything. */
  private isReady(generation: Generation, cohort: Cohort): boolean {
    const { name, state } = generation.record;
    if (state !== 'building') return false;
    const isPredecessor = ({ record }: Generation): boolean =>
      record.name === name && record.state === 'serving';
    if (this.cohorts.some(({ generations }) => generations.some(isPredecessor))) {
      return cohort.generations.some(isPredecessor);
    }
    return cohort.caughtUp && cohort === this.lead();
  }

  private async promote(generation: Generation): Promise<void> {
    const { name, version } = generation.record;
    if (performance.now() - this.heldUpAt < PROMOTE_MS) return;
    if (!(await this.generations.promote(generation))) {
      this.heldUpAt = performance.now();
      return;
    }
    await this.leaveOff(({ record }) => record.name === name && record !== generation.record);
    const message = `${name} version ${version} has caught up and is what readers see now`;
    this.listener.onNews({ level: 'info', projection: name, message });
    // Whoever asked for it should find it done.
    this.report();
    await this.rebuilds.finish(generation);
  }

  private async sweepWhenDue(): Promise<void> {
    if (this.sweptAt !== 0 && performance.now() - this.sweptAt < SWEEP_MS) return;
    await this.generations.sweep();
    this.sweptAt = performance.now();
  }

  private async beginRebuilds(): Promise<void> {
    for (const request of this.requests.splice(0)) {
      const targets = this.generations.targets.filter(({ name }) => request.names?.includes(name) ?? true);
      const refusal = this.rebuilds.refusalOf(request, targets);
      if (refusal !== undefined) request.onFailed(refusal);
      else await this.beginRebuild(request, targets);
    }
  }

  private async beginRebuild(request: RebuildRequest, targets: Generations['targets']): Promise<void> {
    const begun: Generation[] = [];
    for (const target of targets) {
      for (const { generation } of this.generations.building.filter(({ name }) => name === target.name)) {
        await this.abandon(generation);
      }
      begun.push(await this.generations.begin(target, 'building'));
    }
    for (const generation of begun) this.place(generation);
    this.rebuilds.begin(request, begun);
  }

  /** What will not be finished goes, with its tables. */
  private async abandon(generation: number): Promise<void> {
    const record = this.generations.building.find((each) => each.generation === generation);
    if (record) await this.generations.retire(record);
    await this.leaveOff((member) => member.record.generation === generation);
  }

  private async leaveOff(isOver: (generation: Generation) => boolean): Promise<void> {
    for (const cohort of this.cohorts) {
      for (const member of cohort.generations.filter(isOver)) cohort.leave(member);
    }
    await this.dismissEmpty();
    this.stopped = this.stopped.filter((generation) => !isOver(generation));
    this.sweptAt = 0;
  }

  /** A rebuild that stops leaves what it was to replace as it was; anything else waits for a person. */
  private async attendToStopped(generation: Generation): Promise<void> {
    const { name, version, fault } = generation.record;
    invariant(fault, 'what has stopped says why');
    const message = `${name} version ${version} stopped before ${fault.eventType} ${fault.eventId}: ${fault.message}`;
    this.listener.onNews({ level: 'error', projection: name, message });
    this.stopped.push(generation);
    for (const { record } of this.rebuilds.fail(generation, message)) await this.abandon(record.generation);
  }

  private report(): void {
    const running = this.cohorts.flatMap((cohort) => {
      const waiting = { behind: !cohort.caughtUp, since: cohort.waitingSince() };
      return cohort.generations.map(({ record }) => reportOf(record, waiting));
    });
    const stopped = this.stopped.map(({ record }) => reportOf(record, { behind: true, since: undefined }));
    const isKept = ({ generation }: GenerationRecord): boolean =>
      [...running, ...stopped].some((each) => each.generation === generation);
    const frozen = this.generations.serving
      .filter(
        (record) => !isKept(record) && this.generations.targets.some(({ name }) => name === record.name),
      )
      .map((record) => reportOf(record, { behind: true, since: record.place.instant || undefined }));
    const serving = [...running, ...frozen].filter((each) => each.serving);
    this.hasCaughtUp ||= serving.every(({ behind }) => !behind);
    this.listener.onReport({
      ledgerId: this.workshop.log.ledgerId,
      role: 'active',
      caughtUp: this.hasCaughtUp,
      projections: [...running, ...stopped, ...frozen],
    });
  }
}

const isFurther = (one: Cohort, other: Cohort): boolean =>
  one.place.eventsApplied > other.place.eventsApplied;
