import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { PROBLEM_MEDIA_TYPE, problemBody } from './problem';
import { problemOf } from './problem-of';

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
  if (problem.status >= 500) {
    const level = problem.code === 'INTERNAL_ERROR' ? 'error' : 'warn';
    logger[level]({ err: error, code: problem.code, correlationId: request.id }, problem.detail);
  }
  // Without a body type the client is told nothing it could misread as an answer to its question.
  if (reply.sent) return;
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="tramo"');
  if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.retryAfterSeconds);
  void reply.status(problem.status).header('content-type', PROBLEM_MEDIA_TYPE);
  void reply.header('cache-control', 'no-store').send(problemBody(problem, request.id));
}
