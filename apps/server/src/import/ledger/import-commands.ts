import { decides, LedgerCommand, type EventOf } from '@tramo/event-log';
import { accept, invariant, Rejection } from '@tramo/kernel';
import type { DECIMALS, ImportCompleted, ImportedFile } from './import.events';
import { importDecider, importStream } from './import.state';

type BeginBody = {
  readonly import: string;
  readonly decimal: (typeof DECIMALS)[number];
  readonly files: readonly ImportedFile[];
  readonly commands: number;
};
export type CompleteBody = EventOf<typeof ImportCompleted>['data'];

export class BeginImport extends LedgerCommand<BeginBody> {}
export class CompleteImport extends LedgerCommand<CompleteBody> {}

const BeginImportHandler = decides(BeginImport, {
  decider: importDecider,
  stream: (body: BeginBody) => importStream(body.import),
  decide: ({ begun }, body, { actor }) =>
    begun
      ? importExists(body.import, begun.by)
      : accept([{ type: 'ImportBegun', data: { ...body, files: [...body.files], by: actor } }]),
});

const CompleteImportHandler = decides(CompleteImport, {
  decider: importDecider,
  stream: (body: CompleteBody) => importStream(body.import),
  decide: ({ begun }, data) => {
    invariant(begun, `import ${data.import} was begun`);
    return accept([{ type: 'ImportCompleted', data }]);
  },
});

const importExists = (id: string, by: string): Rejection =>
  new Rejection({
    code: 'IMPORT_EXISTS',
    category: 'conflict',
    message: `${by} has begun to import these files`,
    values: { import: id, by },
    cure: 'wait until it is completed; nothing more has to be done',
  });

export const importHandlers = [BeginImportHandler, CompleteImportHandler] as const;
