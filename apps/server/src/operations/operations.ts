import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { problems } from '../http/problems';
import { withoutSecrets } from '../logging/without-secrets';
import type { OperationAnswer, OperationKind, OperationProgress } from './operations.dto';

const KEPT = 50;

export type Report = (progress: OperationProgress) => void;

/** Long work that a request starts and nobody waits for on the line. One at a time: they share the disk. */
export class Operations {
  private readonly byId = new Map<string, OperationAnswer>();
  private running: Promise<void> | undefined;

  constructor(private readonly logger: Logger) {}

  start(kind: OperationKind, work: (report: Report) => Promise<Record<string, unknown>>): OperationAnswer {
    const busy = this.list().find((operation) => operation.state === 'running');
    if (busy) throw problems.operationRunning(busy.kind, busy.id);
    const operation: OperationAnswer = {
      id: randomUUID(),
      kind,
      state: 'running',
      startedAt: new Date().toISOString(),
    };
    this.remember(operation);
    this.running = this.run(operation, work);
    return operation;
  }

  find(id: string): OperationAnswer {
    const operation = this.byId.get(id);
    if (!operation) throw problems.noSuchOperation(id);
    return operation;
  }

  /** Newest first. */
  list(): OperationAnswer[] {
    return [...this.byId.values()].reverse();
  }

  /** What runs at the end is waited for, so that no store is closed under it. */
  async settled(): Promise<void> {
    await this.running;
  }

  private async run(
    operation: OperationAnswer,
    work: (report: Report) => Promise<Record<string, unknown>>,
  ): Promise<void> {
    try {
      operation.result = await work((progress) => {
        operation.progress = progress;
      });
      operation.state = 'succeeded';
    } catch (error) {
      operation.state = 'failed';
      operation.failure = withoutSecrets((error as Error).message);
      this.logger.error({ err: error, operation: operation.id }, `${operation.kind} failed`);
    }
    operation.endedAt = new Date().toISOString();
  }

  private remember(operation: OperationAnswer): void {
    this.byId.set(operation.id, operation);
    const [oldest] = this.byId.keys();
    if (this.byId.size > KEPT && oldest) this.byId.delete(oldest);
  }
}
