import type { AskedImport } from './import-id';
import type { ImportAnswer, ImportRunState } from './imports.dto';

const KEPT = 50;

/** What this process has tried out and imported, by the id of the files. */
export class Runs {
  private readonly byId = new Map<string, ImportAnswer>();

  find(id: string): ImportAnswer | undefined {
    return this.byId.get(id);
  }

  isUnderWay(id: string): boolean {
    const state = this.byId.get(id)?.state;
    return state === 'trying' || state === 'importing';
  }

  begin(id: string, { dryRun, decimal }: Omit<AskedImport, 'files'>, by: string): ImportAnswer {
    const run: ImportAnswer = {
      id,
      state: 'trying',
      dryRun,
      decimal,
      by,
      begunAt: new Date().toISOString(),
      endedAt: null,
      files: [],
      rows: 0,
      commands: 0,
      progress: null,
      badRowsCount: 0,
      badRows: [],
      findings: [],
      refused: 0,
      refusals: [],
      message: null,
    };
    this.byId.delete(id);
    this.byId.set(id, run);
    const [oldest] = this.byId.keys();
    if (this.byId.size > KEPT && oldest) this.byId.delete(oldest);
    return run;
  }

  set(id: string, known: Partial<ImportAnswer>): void {
    Object.assign(this.byId.get(id) ?? {}, known);
  }

  end(id: string, state: ImportRunState, known: Partial<ImportAnswer> = {}): void {
    this.set(id, { ...known, state, progress: null, endedAt: new Date().toISOString() });
  }

  forget(id: string): void {
    this.byId.delete(id);
  }
}
