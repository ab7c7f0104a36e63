import { setTimeout as pause } from 'node:timers/promises';
import { WrongExpectedVersionError } from '@eventstore/db-client';
import type { EventData } from '@eventstore/db-client';
import { unreachable } from '@tramo/kernel';
import { LogUnavailable, OutcomeUnknown, WrongExpectedRevision } from '../../port';
import type { ExpectedRevision } from '../../port';
import type { Connection } from './connection';
import { positionOf } from './envelope';
import { NoAnswer, asLogError, failureOf, isSilence } from './failures';
import { readStreamPage } from './pages';

/** The events as they go over the wire, the same bytes at every attempt. */
export interface AppendRequest {
  readonly stream: string;
  readonly events: readonly EventData[];
  readonly expected: ExpectedRevision;
}

/** Where the last event stands. */
export interface AppendedAt {
  readonly revision: number;
  readonly position: bigint;
}

type Outcome =
  | { readonly kind: 'appended'; readonly at: AppendedAt }
  | { readonly kind: 'conflict'; readonly actual: number }
  | { readonly kind: 'refused' | 'not-reached' | 'lost'; readonly error: unknown };

const FIRST_PAUSE_MS = 25;
const PAUSE_MAX_MS = 1_000;
/** The client looks for the leader of a cluster before its deadline begins to count. */
const DISCOVERY_GRACE_MS = 1_000;

/**
 * Appends, and does not come back before the outcome is known, or until patience ends and says so. After
 * a lost answer the same events go out again with the same expected revision, so that they can be written
 * once at most; a conflict then is somebody else's event or our own, and the first id after the expected
 * revision tells which.
 */
export async function appendOnce(connection: Connection, request: AppendRequest): Promise<AppendedAt> {
  const { attemptMs, budgetMs } = connection.patience;
  const startedAt = performance.now();
  const leftMs = (ofMs: number): number => ofMs - (performance.now() - startedAt);
  let mayBeWritten = false;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptAppend(connection, request, Math.min(attemptMs, leftMs(budgetMs)));
    switch (outcome.kind) {
      case 'appended':
        return outcome.at;
      case 'conflict': {
        const own = mayBeWritten
          ? await findOwn(connection, request).catch(() => 'not-learned' as const)
          : undefined;
        if (own === undefined)
          throw new WrongExpectedRevision(request.stream, request.expected, outcome.actual);
        if (own !== 'not-learned') return own;
        break;
      }
      case 'refused':
        if (!mayBeWritten) throw asLogError(outcome.error, connection.address);
        break;
      case 'not-reached':
        if (!mayBeWritten && leftMs(attemptMs) <= 0) throw asLogError(outcome.error, connection.address);
        break;
      case 'lost':
        mayBeWritten = true;
        break;
      default:
        return unreachable(outcome, 'outcome of an append');
    }
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** attempt, PAUSE_MAX_MS) * (0.5 + Math.random() / 2);
    if (leftMs(budgetMs) > pauseMs) {
      await pause(pauseMs, undefined, { signal: connection.closed }).catch(() => undefined);
      if (!connection.isClosed) continue;
    }
    throw mayBeWritten ? outcomeUnknown(request, outcome) : closedBeforeWriting();
  }
}

function outcomeUnknown({ stream, events }: AppendRequest, last: Outcome): OutcomeUnknown {
  const cause = 'error' in last ? { cause: last.error } : {};
  return new OutcomeUnknown(
    `whether ${events.length} events are in stream ${stream} could not be learned from the event store`,
    cause,
  );
}

const closedBeforeWriting = (): LogUnavailable =>
  new LogUnavailable('closed', 'the log was closed before the events were sent');

async function attemptAppend(
  connection: Connection,
  request: AppendRequest,
  deadlineMs: number,
): Promise<Outcome> {
  const { stream, events, expected } = request;
  const { client } = connection;
  try {
    const result = await within(
      deadlineMs + DISCOVERY_GRACE_MS,
      client.appendToStream(stream, [...events], {
        ...connection.options,
        expectedRevision: expected === 'no-stream' ? 'no_stream' : BigInt(expected),
        deadline: deadlineMs,
      }),
    );
    connection.heard();
    const revision = (expected === 'no-stream' ? -1 : expected) + events.length;
    if (result.position) return { kind: 'appended', at: { revision, position: result.position.commit } };
    // A repetition that the server recognises may come without its position.
    const own = await findOwn(connection, request).catch(() => undefined);
    return own
      ? { kind: 'appended', at: own }
      : { kind: 'lost', error: new NoAnswer('an answer without a position') };
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) {
      const actual = error.actualVersion;
      return { kind: 'conflict', actual: typeof actual === 'bigint' ? Number(actual) : -1 };
    }
    if (isSilence(error)) connection.renew(client, error);
    return { kind: failureOf(error), error };
  }
}

/** Our own events, if they stand where this append would have put them. */
async function findOwn(
  connection: Connection,
  { stream, events, expected }: AppendRequest,
): Promise<AppendedAt | undefined> {
  const first = expected === 'no-stream' ? 0 : expected + 1;
  const found = await readStreamPage(connection, stream, BigInt(first), events.length);
  const last = found.at(-1);
  if (!last || found.length < events.length || found[0]!.id !== events[0]!.id) return undefined;
  return { revision: Number(last.revision), position: positionOf(last) };
}

function within<Answer>(limitMs: number, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const silence = setTimeout(() => reject(new NoAnswer(`nothing for ${limitMs} ms`)), limitMs);
    answer.then(resolve, reject).finally(() => clearTimeout(silence));
  });
}
