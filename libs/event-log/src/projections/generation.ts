import { invariant } from '@tramo/kernel';
import type { RecordedEvent } from '../port';
import type { GenerationRecord } from './checkpoints';
import { PendingRows } from './pending-rows';
import type { EventPlace, Projection } from './projection';
import { physicalName } from './row-sql';
import type { PhysicalTable } from './row-sql';
import { RowRefused, TablePlan } from './table-plan';
import type { ViewsDatabase } from './views-database';

interface PendingTable {
  readonly physical: PhysicalTable;
  readonly rows: PendingRows;
}

/** A projection version at work on tables of its own. */
export class Generation {
  private readonly byName: ReadonlyMap<string, PendingTable>;

  constructor(
    public record: GenerationRecord,
    readonly projection: Projection,
  ) {
    invariant(record.version === projection.version, `${record.name} is run by the version that it is of`);
    this.byName = new Map(
      Object.entries(projection.tables).map(([name, table]) => {
        const plan = new TablePlan(name, table);
        const physical = { plan, name: physicalName(name, record.generation) };
        return [name, { physical, rows: new PendingRows(plan) }];
      }),
    );
  }

  get tables(): readonly PhysicalTable[] {
    return [...this.byName.values()].map(({ physical }) => physical);
  }

  get pendingCount(): number {
    let count = 0;
    for (const { rows } of this.byName.values()) count += rows.size;
    return count;
  }

  project(event: RecordedEvent, place: EventPlace): void {
    for (const change of this.projection.project(event, place)) {
      const table = this.byName.get(change.table);
      if (!table) throw new RowRefused(`${this.record.name} has no table "${change.table}"`);
      table.rows.apply(change);
    }
  }

  async flush(views: ViewsDatabase): Promise<void> {
    for (const { physical, rows } of this.byName.values()) {
      for (const group of rows.groups()) await views.write(physical, group);
    }
  }

  discard(): void {
    for (const { rows } of this.byName.values()) rows.clear();
  }
}
