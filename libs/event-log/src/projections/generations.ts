import { invariant } from '@tramo/kernel';
import { StoreRefused } from '@tramo/stores';
import { fingerprintOf } from './checkpoints';
import type { GenerationRecord } from './checkpoints';
import { Generation } from './generation';
import type { Projection } from './projection';
import { physicalName, quoted } from './row-sql';
import { createIndexes, createTable, hide, show } from './views-schema';
import type { Workshop } from './workshop';

/** The tables of every projection version and rebuild: which exist, which readers see, which may go. */
export class Generations {
  private records: readonly GenerationRecord[] = [];

  constructor(
    private readonly workshop: Workshop,
    private readonly projections: readonly Projection[],
  ) {
    refuseSharedTables(projections);
  }

  /** The version of each projection that this program means to serve. */
  get targets(): readonly Projection[] {
    const newest = new Map<string, Projection>();
    for (const projection of this.projections) {
      const other = newest.get(projection.name);
      if (!other || other.version < projection.version) newest.set(projection.name, projection);
    }
    return [...newest.values()];
  }

  /** What readers see of a projection, whether or not this program can keep it up to date. */
  get serving(): readonly GenerationRecord[] {
    return this.records.filter(({ state }) => state === 'serving');
  }

  get building(): readonly GenerationRecord[] {
    return this.records.filter(({ state }) => state === 'building');
  }

  async load(): Promise<void> {
    this.records = await this.workshop.checkpoints.load(this.workshop.log.ledgerId);
  }

  /**
   * What there is, made to fit what the program has: goes on with what it knows, begins what is new, retires what
   * nobody will finish. Readers find every table of every projection from here on.
   */
  async reconcile(): Promise<Generation[]> {
    await this.change(() => this.workshop.checkpoints.forgiveFaults());
    await this.load();
    const targets = this.targets;
    const known = new Set(targets.map(({ name }) => name));
    for (const record of this.serving) if (!known.has(record.name)) await this.retire(record);
    for (const record of this.building) {
      const target = targets.find(({ name }) => name === record.name);
      if (!target || !isOf(record, target)) await this.retire(record);
    }
    for (const target of targets) {
      const serving = this.serving.find(({ name }) => name === target.name);
      const building = this.building.find(({ name }) => name === target.name);
      if (!serving) await this.begin(target, 'serving');
      else if (!isOf(serving, target) && !building) await this.begin(target, 'building');
    }
    return [...this.serving, ...this.building].flatMap((record) => {
      const projection = this.projections.find((candidate) => isOf(record, candidate));
      return projection ? [new Generation(record, projection)] : [];
    });
  }

  async begin(projection: Projection, state: 'building' | 'serving'): Promise<Generation> {
    const generation = await this.change(async () => {
      const record = await this.workshop.checkpoints.begin(projection, state);
      const begun = new Generation(record, projection);
      for (const table of begun.tables) {
        await createTable(this.workshop.views, table);
        if (state === 'serving') await show(this.workshop.views, table);
      }
      return begun;
    });
    await this.load();
    return generation;
  }

  async index(generation: Generation): Promise<void> {
    for (const table of generation.tables) await this.change(() => createIndexes(this.workshop.views, table));
  }

  /**
   * Lets readers see a generation instead of the one before. Whoever is reading the one before keeps it to the
   * end of the query; false when that takes too long to wait for now.
   */
  async promote(generation: Generation): Promise<boolean> {
    invariant(generation.record.state === 'building', `${generation.record.name} is promoted once`);
    const before = this.serving.find(({ name }) => name === generation.record.name);
    const switched = await this.unlessRead(async () => {
      if (before) await this.hideTablesOf(before, generation.record);
      for (const table of generation.tables) await show(this.workshop.views, table);
      if (before) await this.workshop.checkpoints.setState(before.generation, 'retired');
      await this.workshop.checkpoints.setState(generation.record.generation, 'serving');
    });
    if (switched) generation.record = { ...generation.record, state: 'serving' };
    await this.load();
    return switched;
  }

  async retire(record: GenerationRecord): Promise<void> {
    await this.unlessRead(async () => {
      if (record.state === 'serving') await this.hideTablesOf(record);
      await this.workshop.checkpoints.setState(record.generation, 'retired');
    });
    await this.load();
  }

  /** Drops the tables of what is retired, except where somebody is still reading them. */
  async sweep(): Promise<void> {
    const { views, checkpoints } = this.workshop;
    for (const { generation, tables } of this.records.filter(({ state }) => state === 'retired')) {
      const names = tables.map(({ name }) => physicalName(name, generation));
      await this.unlessRead(async () => {
        for (const name of names) {
          views.forget(name);
          await views.run(`DROP TABLE IF EXISTS ${quoted(name)}`);
        }
        await checkpoints.remove(generation);
      });
    }
    await this.load();
  }

  /** A table may since have moved to another projection, which then shows it. */
  private async hideTablesOf(record: GenerationRecord, successor?: GenerationRecord): Promise<void> {
    const others = this.serving.filter(({ generation }) => generation !== record.generation);
    if (successor) others.push(successor);
    const shown = new Set(others.flatMap(({ tables }) => tables.map(({ name }) => name)));
    for (const { name } of record.tables) if (!shown.has(name)) await hide(this.workshop.views, name);
  }

  private change<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.workshop.views.transaction(async () => {
      await this.workshop.lease.keep();
      return work();
    });
  }

  /** What takes a name or a table away from readers, who go first. */
  private async unlessRead(work: () => Promise<void>): Promise<boolean> {
    try {
      await this.change(async () => {
        const { views } = this.workshop;
        for (const statement of views.dialect.impatience) await views.run(statement);
        await work();
      });
      return true;
    } catch (error) {
      if (error instanceof StoreRefused && error.reason === 'locked') return false;
      throw error;
    }
  }
}

const isOf = (record: GenerationRecord, projection: Projection): boolean =>
  record.name === projection.name &&
  record.version === projection.version &&
  record.fingerprint === fingerprintOf(projection);

/** Readers know a table by its plain name alone. */
function refuseSharedTables(projections: readonly Projection[]): void {
  const owners = new Map<string, string>();
  const versions = new Set<string>();
  for (const { name, version, tables } of projections) {
    invariant(Number.isSafeInteger(version) && version > 0, `${name} has a version, counted from 1`);
    invariant(!versions.has(`${name} ${version}`), `${name} is exported once in version ${version}`);
    versions.add(`${name} ${version}`);
    for (const table of Object.keys(tables)) {
      const owner = owners.get(table) ?? name;
      invariant(owner === name, `table ${table} belongs to one projection, not to ${owner} and ${name}`);
      owners.set(table, name);
    }
  }
}
