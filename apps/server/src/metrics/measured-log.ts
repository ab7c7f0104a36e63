import type {
  Appended,
  EventLog,
  ExpectedRevision,
  LogBatch,
  NewEvent,
  ReadOptions,
  RecordedEvent,
} from '@tramo/event-log';

type Events = readonly [NewEvent, ...NewEvent[]];

/** The log, with a watch on how long it takes until an append is durable. */
export class MeasuredLog implements EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly appended: (seconds: number) => void,
  ) {}

  get ledgerId(): string {
    return this.log.ledgerId;
  }

  async append(stream: string, events: Events, expected: ExpectedRevision): Promise<Appended> {
    const begunMs = performance.now();
    const answer = await this.log.append(stream, events, expected);
    this.appended((performance.now() - begunMs) / 1000);
    return answer;
  }

  read(stream: string, options?: ReadOptions & { from?: number }): AsyncIterable<readonly RecordedEvent[]> {
    return this.log.read(stream, options);
  }

  readAll(options?: Parameters<EventLog['readAll']>[0]): AsyncIterable<readonly RecordedEvent[]> {
    return this.log.readAll(options);
  }

  subscribeAll(options?: Parameters<EventLog['subscribeAll']>[0]): AsyncIterable<LogBatch> {
    return this.log.subscribeAll(options);
  }

  head(): ReturnType<EventLog['head']> {
    return this.log.head();
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
