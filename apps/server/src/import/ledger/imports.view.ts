import type { EventOf, Projection, RowChange } from '@tramo/event-log';
import type { ImportBegun, ImportCompleted } from './import.events';

/** As they are read from the views. */
export interface ImportTables {
  import_run: {
    import: string;
    begun_at: string;
    person: string;
    decimal: 'point' | 'comma';
    commands: bigint;
    rows: bigint;
    /** Null while it is under way. */
    completed_at: string | null;
    /** As JSON, like the refusals. */
    findings: string | null;
    refused: bigint | null;
    refusals: string | null;
  };
  import_file: {
    import: string;
    ordinal: bigint;
    name: string;
    kind: string;
    sha256: string;
    rows: bigint;
    already: bigint;
  };
}

const absent = { nullable: true } as const;

/** Which files were imported, when and by whom. */
export const importsProjection: Projection = {
  name: 'imports',
  version: 1,
  tables: {
    import_run: {
      columns: {
        import: 'text',
        begun_at: 'instant',
        person: 'text',
        decimal: 'text',
        commands: 'integer',
        rows: 'integer',
        completed_at: { type: 'instant', ...absent },
        findings: { type: 'json', ...absent },
        refused: { type: 'integer', ...absent },
        refusals: { type: 'json', ...absent },
      },
      key: ['import'],
      indexes: [['begun_at']],
    },
    import_file: {
      columns: {
        import: 'text',
        ordinal: 'integer',
        name: 'text',
        kind: 'text',
        sha256: 'text',
        rows: 'integer',
        already: 'boolean',
      },
      key: ['import', 'ordinal'],
      indexes: [['sha256']],
    },
  },
  *project({ type, data }, { instant }): Iterable<RowChange> {
    switch (type) {
      case 'ImportBegun':
        yield* begun(data as EventOf<typeof ImportBegun>['data'], instant);
        return;
      case 'ImportCompleted': {
        const { import: id, findings, refused, refusals } = data as EventOf<typeof ImportCompleted>['data'];
        const set = { completed_at: instant, findings, refused, refusals };
        yield { table: 'import_run', key: { import: id }, set };
        return;
      }
      default:
    }
  },
};

function* begun(
  { import: id, files, by, decimal, commands }: EventOf<typeof ImportBegun>['data'],
  instant: string,
): Iterable<RowChange> {
  yield {
    table: 'import_run',
    key: { import: id },
    set: {
      begun_at: instant,
      person: by,
      decimal,
      commands,
      rows: files.reduce((sum, file) => sum + file.rows, 0),
      completed_at: null,
      findings: null,
      refused: null,
      refusals: null,
    },
  };
  for (const [ordinal, file] of files.entries()) {
    yield { table: 'import_file', key: { import: id, ordinal }, set: file };
  }
}
