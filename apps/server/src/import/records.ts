import { Inject, Injectable } from '@nestjs/common';
import type { EventLog, ProjectorHandle } from '@tramo/event-log';
import { invariant } from '@tramo/kernel';
import type { SqlStore } from '@tramo/stores';
import { LOG, PROJECTOR, VIEWS } from '../injection';
import type { NamedFile } from './import-id';
import type { ImportTables } from './ledger/imports.view';
import { broughtBefore, findImport, openImports, type Brought, type RecordedImport } from './ledger/queries';

/** What the ledger knows of imports, asked where it must not be behind. */
@Injectable()
export class ImportRecords {
  constructor(
    @Inject(LOG) private readonly log: EventLog,
    @Inject(VIEWS) private readonly views: SqlStore<ImportTables>,
    @Inject(PROJECTOR) private readonly projector: ProjectorHandle,
  ) {}

  /** Resolves when the views show whatever was imported up to now. */
  async areSeen(timeoutMs: number): Promise<void> {
    const head = await this.log.head();
    if (head) await this.projector.waitFor(head, { timeoutMs, projections: ['imports'] });
  }

  find(id: string): Promise<RecordedImport | undefined> {
    return findImport(this.views.db, id);
  }

  /** Of an import that is known to have been begun. */
  async get(id: string): Promise<RecordedImport> {
    const recorded = await this.find(id);
    invariant(recorded, `import ${id} was begun`);
    return recorded;
  }

  open(): Promise<readonly string[]> {
    return openImports(this.views.db);
  }

  broughtBefore(files: readonly NamedFile[]): Promise<readonly Brought[]> {
    return broughtBefore(
      this.views.db,
      files.map(({ sha256 }) => sha256),
    );
  }
}
