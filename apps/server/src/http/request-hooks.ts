import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Actor } from '../auth/actor';
import type { Metrics } from '../metrics/metrics';
import { sendProblem } from './problem.filter';
import { problems } from './problems';
import { CORRELATION_HEADER, withCorrelationId } from './request-context';
import type { Traffic } from './traffic';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
    problemCode: string | null;
    counted: boolean;
  }
  interface FastifyInstance {
    zone: string;
  }
  interface FastifyContextConfig {
    /** Open to whoever asks; see `Public`. */
    public?: boolean;
    /** Takes a file as its body, which it reads by itself. */
    takesFile?: boolean;
  }
}

export interface RequestHooksOptions {
  readonly logger: Logger;
  readonly traffic: Traffic;
  readonly metrics: Metrics;
  readonly zone: string;
  readonly authenticate: (token: string) => Promise<Actor | undefined>;
}

const RETRY_AFTER_SECONDS = 5;

/**
 * What happens to every request before Nest sees it and after it was answered. Here and not in Nest's guards
 * because these run before a byte of the body is read: a stranger cannot make the server parse anything.
 */
export function addRequestHooks(server: FastifyInstance, options: RequestHooksOptions): void {
  const { logger, traffic, metrics, authenticate } = options;
  server.decorate('zone', options.zone);
  server.decorateRequest('actor', null);
  server.decorateRequest('problemCode', null);
  server.decorateRequest('counted', false);

  server.addHook('onRequest', (request, reply, done) => {
    void reply.header(CORRELATION_HEADER, request.id);
    withCorrelationId(request.id, done);
  });

  server.addHook('onRequest', (request, reply, done) => {
    // Whoever watches the server wants an answer most of all while it stops.
    if (traffic.draining && !isProbe(request)) {
      void reply.header('connection', 'close');
      sendProblem(problems.shuttingDown(RETRY_AFTER_SECONDS), request, reply, logger);
      return;
    }
    traffic.enter();
    request.counted = true;
    done();
  });

  server.addHook('onRequest', async (request, reply) => {
    if (request.is404 || request.routeOptions.config.public) return;
    const token = bearerToken(request.headers.authorization);
    const actor = token === undefined ? undefined : await authenticate(token);
    if (actor) request.actor = actor;
    else return refuse(problems.notAuthenticated(token !== undefined), request, reply, logger);
  });

  server.addHook('onRequest', (request, reply, done) => {
    if (request.is404 || !NUL.test(request.url)) done();
    else
      sendProblem(
        problems.invalid([{ field: 'url', message: 'must not contain NUL' }]),
        request,
        reply,
        logger,
      );
  });

  // Reading a body continues on the socket's own asynchronous context, not on the request's.
  server.addHook('preValidation', (request, _reply, done) => withCorrelationId(request.id, done));

  server.addHook('onResponse', (request, reply, done) => {
    if (request.counted) traffic.leave();
    const route = request.routeOptions.url ?? 'unmatched';
    const status = reply.statusCode;
    metrics.answered(request.method, route, status, reply.elapsedTime / 1000);
    const level = status >= 400 || request.method !== 'GET' ? 'info' : 'debug';
    logger[level](
      {
        correlationId: request.id,
        method: request.method,
        path: pathOf(request.url),
        status,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(request.actor && { person: request.actor.person }),
        ...(request.problemCode && { code: request.problemCode }),
      },
      'answered',
    );
    done();
  });
}

/** A hook that has answered must hand the reply back, or Fastify goes on to the handler. */
function refuse(error: Error, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  sendProblem(error, request, reply, logger);
  return reply;
}

/** Nothing here is called so, and no database could even be asked. */
const NUL = /%00/;

const isProbe = (request: FastifyRequest): boolean => request.url.startsWith('/health/');

const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer +([\x21-\x7e]{1,512})$/i.exec(header ?? '')?.[1];

/** Without the query, which may hold what a person searched for. */
const pathOf = (url: string): string => url.split('?', 1)[0]!.slice(0, 300);
