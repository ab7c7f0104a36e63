import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { HttpException, HttpStatus, type DynamicModule } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { NestLogger } from '../logging/logger';
import { parseJsonBody } from './json-body';
import { PROBLEM_MEDIA_TYPE, problemBody } from './problem';
import { ProblemFilter, sendProblem } from './problem.filter';
import { addRequestHooks, type RequestHooksOptions } from './request-hooks';
import { correlationIdOf } from './request-context';
import { TablesInterceptor } from './tables/tables.interceptor';
import { createValidationPipe } from './validation';

export interface HttpOptions extends RequestHooksOptions {
  readonly bodyLimitBytes: number;
}

const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 15_000;
const LONGEST_PARAMETER = 4_096;

/** The HTTP side of the house: limits, security headers, hooks, pipe and filter around the module's routes. */
export async function createHttpApplication(
  module: DynamicModule,
  options: HttpOptions,
): Promise<NestFastifyApplication> {
  const adapter = createAdapter(options);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(options.logger),
    bodyParser: false,
    abortOnError: false,
  });
  const server = adapter.getInstance<FastifyInstance>();
  acceptOnlyJson(server, options.bodyLimitBytes);
  acceptFiles(server);
  await server.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY, hsts: false });
  addRequestHooks(server, options);
  app.useGlobalInterceptors(new TablesInterceptor());
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter(options.logger));
  return app;
}

/** Nothing but our own files, no inline code, no frame around us. TLS, and with it HSTS, is the proxy's. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

function createAdapter({ logger, bodyLimitBytes }: HttpOptions): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    genReqId: (request: IncomingMessage) => correlationIdOf(request.headers),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(error, request, reply, logger),
    clientErrorHandler: answerBrokenRequest,
  });
}

function acceptOnlyJson(server: FastifyInstance, bodyLimitBytes: number): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
    (_request: FastifyRequest, body: Buffer, done: (error: Error | null, value?: unknown) => void) => {
      try {
        done(null, parseJsonBody(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/** A file is not read here: the routes that say they take one have it as it comes. */
function acceptFiles(server: FastifyInstance): void {
  server.addContentTypeParser(
    'text/csv',
    (
      request: FastifyRequest,
      payload: IncomingMessage,
      done: (error: Error | null, value?: unknown) => void,
    ) =>
      request.routeOptions.config.takesFile
        ? done(null, payload)
        : done(new HttpException('this route takes no file', HttpStatus.UNSUPPORTED_MEDIA_TYPE)),
  );
}

/** What arrived is not even HTTP, or too slow or too large to become a request. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const [status, code, title] = brokenRequest(error.code);
  const body = JSON.stringify(
    problemBody({ status, code, title, detail: 'the request could not be read' }, correlationIdOf({})),
  );
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function brokenRequest(code: string | undefined): readonly [number, string, string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'REQUEST_TOO_SLOW', 'Request Timeout'];
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'HEADERS_TOO_LARGE', 'Request Header Fields Too Large'];
  return [400, 'REQUEST_MALFORMED', 'Bad Request'];
}
