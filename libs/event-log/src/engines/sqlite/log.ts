import { extname, join } from 'node:path';
import { setImmediate } from 'node:timers';
import { Worker } from 'node:worker_threads';
import { invariant, unreachable } from '@tramo/kernel';
import { LogUnavailable, OutcomeUnknown, assertAppendable } from '../../port';
import type { Appended, EventLog, ExpectedRevision, LogBatch, LogError, NewEvent } from '../../port';
import type { Position, ReadOptions, RecordedEvent, SerialisedEvent } from '../../port';
import { NO_STREAM, fromRefusal } from './messages';
import type { AppendAnswer, AppendRequest, FromWriter, ToWriter, WriterData } from './messages';
import { SqliteReader } from './reader';

export type SqliteLogOptions = Omit<WriterData, 'file'>;

/** What one commit takes: more would keep the first of them waiting for little gain. */
const GROUP_MAX = 1_024;
const GROUP_CHARS_MAX = 4 * 1024 * 1024;
/** One at the disk and one behind it: then neither thread waits for the other, and little rests between them. */
const GROUPS_UNDER_WAY_MAX = 2;
/** Enough for a commit of its own; the writer need not wait until this thread has gathered the rest. */
const GROUP_WORTH_SENDING = 32;

interface PendingAppend {
  readonly request: AppendRequest;
  readonly chars: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: LogError) => void;
}

/** Appends in a thread of their own, so that no wait for the disk stalls anybody; reads in the caller's. */
export class SqliteLog implements EventLog {
  private readonly waiting: PendingAppend[] = [];
  /** The groups under way, in the order in which they were sent and will be answered. */
  private readonly unanswered: (readonly PendingAppend[])[] = [];
  private sending = false;
  private closing: Promise<void> | undefined;
  private failure: Error | undefined;
  private readonly ended: Promise<void>;
  readonly ledgerId: string;

  private constructor(
    private readonly worker: Worker,
    private readonly reader: SqliteReader,
  ) {
    this.ledgerId = reader.ledgerId;
    worker.on('message', (message: FromWriter) => {
      if (message.kind === 'answers') this.settle(message.answers);
    });
    worker.on('error', (error) => (this.failure = error));
    this.ended = new Promise((resolve) => {
      worker.on('exit', () => {
        this.giveUp();
        resolve();
      });
    });
    // An open log does not keep its process alive; an append under way does.
    worker.unref();
  }

  static async open(file: string, options: SqliteLogOptions = {}): Promise<SqliteLog> {
    const workerData: WriterData = { file, ...options };
    const worker = new Worker(join(__dirname, `append.worker${extname(__filename)}`), { workerData });
    await opened(worker);
    try {
      return new SqliteLog(worker, new SqliteReader(file));
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  append(
    stream: string,
    events: readonly [NewEvent, ...NewEvent[]],
    expected: ExpectedRevision,
  ): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const serialised = assertAppendable(stream, events);
      const revision = expected === 'no-stream' ? NO_STREAM : expected;
      invariant(
        expected === 'no-stream' || (Number.isSafeInteger(expected) && expected >= 0),
        `a stream is expected at a revision from 0 or at "no-stream", not at ${expected}`,
      );
      if (this.closing) throw new LogUnavailable('closed', 'the log has been closed');
      if (this.failure) throw this.writerFailed();
      const request = { stream, expected: revision, events: serialised };
      this.waiting.push({ request, chars: charsOf(serialised), resolve, reject });
      if (this.waiting.length >= GROUP_WORTH_SENDING) this.send();
      else this.sendSoon();
    });
  }

  read(stream: string, options?: ReadOptions & { from?: number }): AsyncIterable<readonly RecordedEvent[]> {
    return this.reader.read(stream, options);
  }

  readAll(options?: ReadOptions & { after?: Position }): AsyncIterable<readonly RecordedEvent[]> {
    return this.reader.readAll(options);
  }

  subscribeAll(options?: ReadOptions & { after?: Position }): AsyncIterable<LogBatch> {
    return this.reader.subscribeAll(options);
  }

  head(): Promise<Position | undefined> {
    return this.reader.head();
  }

  /** What was appended before is written and answered first. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.worker.ref();
    while (this.waiting.length > 0 && !this.failure) {
      this.send();
      await Promise.race([new Promise((resolve) => this.worker.once('message', resolve)), this.ended]);
    }
    // First, so that the writer is the last to leave and tidies up the write-ahead log.
    await this.reader.close();
    this.tell({ kind: 'close' });
    await this.ended;
  }

  private tell(message: ToWriter): void {
    this.worker.postMessage(message);
  }

  /** Whatever else is appended in this turn of the event loop shares the commit. */
  private sendSoon(): void {
    if (this.sending) return;
    this.sending = true;
    setImmediate(() => {
      this.sending = false;
      this.send();
    });
  }

  private send(): void {
    if (this.failure || this.waiting.length === 0 || !this.hasRoom()) return;
    const group = this.takeGroup();
    this.worker.ref();
    this.unanswered.push(group);
    this.tell({ kind: 'append', appends: group.map(({ request }) => request) });
  }

  /** While a group is at the disk the next one gathers until it is as large, so that the two take turns. */
  private hasRoom(): boolean {
    const [atDisk] = this.unanswered;
    if (!atDisk) return true;
    return this.unanswered.length < GROUPS_UNDER_WAY_MAX && this.waiting.length >= atDisk.length;
  }

  /** The largest append may always go alone. */
  private takeGroup(): readonly PendingAppend[] {
    const most = Math.min(this.waiting.length, GROUP_MAX);
    let count = 0;
    for (let chars = 0; count < most && chars < GROUP_CHARS_MAX; count++) chars += this.waiting[count]!.chars;
    return this.waiting.splice(0, count);
  }

  private settle(answers: readonly AppendAnswer[]): void {
    this.unanswered.shift()?.forEach(({ request, resolve, reject }, index) => {
      const answer = answers[index]!;
      if (typeof answer !== 'number') return reject(fromRefusal(answer, request));
      resolve({
        stream: request.stream,
        revision: request.expected + request.events.length,
        position: { ledgerId: this.ledgerId, value: BigInt(answer) },
      });
    });
    if (this.waiting.length > 0) this.sendSoon();
    else if (this.unanswered.length === 0 && !this.closing) this.worker.unref();
  }

  /** The writer's thread is gone: what it had may be in the ledger, what it had not is not. */
  private giveUp(): void {
    this.failure ??= new Error('the thread ended');
    for (const { reject } of this.unanswered.splice(0).flat()) {
      reject(new OutcomeUnknown("the log's writer stopped before it answered", { cause: this.failure }));
    }
    for (const { reject } of this.waiting.splice(0)) reject(this.writerFailed());
  }

  private writerFailed(): LogUnavailable {
    return new LogUnavailable('failed', "the log's writer has stopped; start the process again", {
      cause: this.failure,
    });
  }
}

const charsOf = (events: readonly SerialisedEvent[]): number =>
  events.reduce((chars, { data, metadata }) => chars + data.length + metadata.length, 0);

/** The thread's first word: that it holds the file, or why it does not. */
async function opened(worker: Worker): Promise<void> {
  const word = await new Promise<FromWriter>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new LogUnavailable('failed', "the log's writer did not start")));
  });
  switch (word.kind) {
    case 'opened':
      return;
    case 'not-opened':
      throw fromRefusal(word.refusal);
    case 'answers':
      return invariant(false, 'nothing is answered before the log is open');
    default:
      return unreachable(word, 'word of the writer');
  }
}
