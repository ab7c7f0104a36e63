import { setTimeout as wait } from 'node:timers/promises';
import type { IssueRequest, TokenSummary } from '../auth/tokens';
import type { AskedImport } from '../import/import-id';
import type { ImportAnswer, KeptFileAnswer } from '../import/imports.dto';
import type { EventFilter } from '../ledger/event-pages';
import type { EventsAnswer } from '../ledger/ledger.dto';
import type { Report } from '../operations/operations';
import type { OperationAnswer, OperationKind } from '../operations/operations.dto';
import { Refusal } from '../refusal';

const POLL_MS = 300;
const ANSWER_TIMEOUT_MS = 30_000;

/** The server that holds the data directory, asked over HTTP as any program would ask it. */
export class RemoteServer {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  events(after: string | undefined, limit: number, filter: EventFilter): Promise<EventsAnswer> {
    const query = new URLSearchParams({ limit: String(limit) });
    for (const [name, value] of Object.entries({ after, ...filter })) if (value) query.set(name, value);
    return this.ask('GET', `/api/v1/events?${query}`);
  }

  issueToken(body: IssueRequest): Promise<{ readonly id: string; readonly token: string }> {
    return this.ask('POST', '/api/v1/tokens', body);
  }

  async listTokens(): Promise<readonly TokenSummary[]> {
    return (await this.ask<{ tokens: TokenSummary[] }>('GET', '/api/v1/tokens')).tokens;
  }

  async revokeToken(id: string): Promise<void> {
    await this.ask('DELETE', `/api/v1/tokens/${encodeURIComponent(id)}`);
  }

  /** Starts an operation there and stays with it until it has ended. */
  async operate(kind: OperationKind, body: object, report: Report): Promise<Record<string, unknown>> {
    let operation = await this.ask<OperationAnswer>('POST', `/api/v1/operations/${kind}`, body);
    while (operation.state === 'running') {
      await wait(POLL_MS);
      operation = await this.ask<OperationAnswer>('GET', `/api/v1/operations/${operation.id}`);
      if (operation.progress) report(operation.progress);
    }
    if (operation.state === 'failed') throw new Refusal(operation.failure ?? `${kind} failed`);
    return operation.result ?? {};
  }

  sendFile(name: string, content: Uint8Array<ArrayBuffer>): Promise<KeptFileAnswer> {
    const query = new URLSearchParams({ name });
    return this.ask('POST', `/api/v1/imports/files?${query}`, new Blob([content], { type: 'text/csv' }));
  }

  /** Has files that were sent imported, and stays with it until it has ended. */
  async importFiles(asked: AskedImport, report: Report): Promise<ImportAnswer> {
    let answer = await this.ask<ImportAnswer>('POST', '/api/v1/imports', asked);
    while (answer.state === 'trying' || answer.state === 'importing') {
      await wait(POLL_MS);
      answer = await this.ask<ImportAnswer>('GET', `/api/v1/imports/${answer.id}`);
      if (answer.progress) {
        const { done, total, perSecond, remainingMs } = answer.progress;
        report({ unit: 'rows', done, total, perSecond, remainingMs });
      }
    }
    return answer;
  }

  private async ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
    throw new Refusal(`the server at ${this.url} refuses: ${problemText(text, response.status)}`);
  }

  private async send(method: string, path: string, body: object | undefined): Promise<Response> {
    try {
      return await fetch(`${this.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(body && { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
        },
        ...(body && { body: body instanceof Blob ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      });
    } catch (error) {
      throw new Refusal(`the server at ${this.url} does not answer`, 1, { cause: error });
    }
  }
}

function problemText(text: string, status: number): string {
  try {
    const { detail, code } = JSON.parse(text) as { detail: string; code: string };
    return `${detail} (${code})`;
  } catch {
    return `status ${status}`;
  }
}
