import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { LogError } from '../../port';
import { openForWriting } from './file';
import { GroupWriter } from './group-writer';
import { toRefusal } from './messages';
import type { AppendAnswer, FromWriter, ToWriter, WriterData } from './messages';
import { CommitAnnouncer } from './commit-notices';
import type { WritableLog } from './file';

/** Bigger than SQLite's own, because a page written often is then carried into the file once. */
const CHECKPOINT_PAGES = 8_000;

const { file, clock, maxBytes } = workerData as WriterData;

function tell(port: MessagePort, message: FromWriter): void {
  port.postMessage(message);
}

function serve(port: MessagePort, log: WritableLog): void {
  const writer = new GroupWriter(log.database, file, clock ? () => clock[0]! : Date.now);
  const announcer = new CommitAnnouncer(file, log.ledgerId);
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'append') {
      const answers = writer.write(message.appends);
      tell(port, { kind: 'answers', answers });
      if (answers.some(isAccepted)) announcer.announce();
    } else {
      closeLog(log);
      announcer.close();
      port.close();
    }
  });
}

const isAccepted = (answer: AppendAnswer): boolean => typeof answer === 'number';

function closeLog({ database, lock }: WritableLog): void {
  try {
    // An empty write-ahead log is the mark of a clean stop; without it the next start looks more closely.
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
    lock.release();
  }
}

function start(port: MessagePort): void {
  try {
    const log = openForWriting(file);
    log.database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    if (maxBytes !== undefined) limitFile(log, maxBytes);
    serve(port, log);
    tell(port, { kind: 'opened', ledgerId: log.ledgerId });
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    tell(port, { kind: 'not-opened', refusal: toRefusal(error) });
    port.close();
  }
}

function limitFile({ database }: WritableLog, bytesMax: number): void {
  const pageBytes = Number(database.pragma('page_size', { simple: true }));
  database.pragma(`max_page_count = ${Math.max(1, Math.floor(bytesMax / pageBytes))}`);
}

if (parentPort) start(parentPort);
