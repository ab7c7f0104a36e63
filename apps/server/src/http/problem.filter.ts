import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { LogError } from '@tramo/event-log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { PROBLEM_MEDIA_TYPE, problemBody, type Problem } from './problem';
import { INTERNAL_CODE, problemOf } from './problem-of';

/** Whatever was thrown, wherever: it leaves as problem details, and the log knows of our own mistakes. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.logger);
  }
}

export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): void {
  const problem = problemOf(error);
  request.problemCode = problem.code;
  logFailure(error, problem, request.id, logger);
  if (reply.sent) return;
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="tramo"');
  if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.retryAfterSeconds);
  void reply.status(problem.status).header('content-type', PROBLEM_MEDIA_TYPE);
  void reply.header('cache-control', 'no-store').send(problemBody(problem, request.id));
}

/** What the stores could not do, and what we did wrong. A refusal is in the line of its request already. */
function logFailure(error: unknown, { code, detail }: Problem, correlationId: string, logger: Logger): void {
  if (code === INTERNAL_CODE) logger.error({ err: error, correlationId }, detail);
  else if (error instanceof LogError) logger.warn({ code, reason: error.message, correlationId }, detail);
}
