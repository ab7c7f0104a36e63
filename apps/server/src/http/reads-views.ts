import {
  applyDecorators,
  Inject,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiQuery } from '@nestjs/swagger';
import { comparePositions, readPosition, type EventLog, type ProjectorHandle } from '@tramo/event-log';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import type { Settings } from '../config/settings';
import { LOG, PROJECTOR, SETTINGS } from '../injection';
import { problems } from './problems';

const PROJECTIONS = 'tramo:projections-read';

/**
 * A route that answers from views. With `after=<position>` it waits, for a bounded time, until they show that
 * position, so that whoever wrote reads what was written.
 */
export const ReadsViews = (...projections: readonly string[]): MethodDecorator =>
  applyDecorators(
    SetMetadata(PROJECTIONS, projections),
    UseInterceptors(AfterInterceptor),
    ApiQuery({
      name: 'after',
      required: false,
      description: 'The position a command answered: waits until the views show it, otherwise 503.',
      schema: { type: 'string' },
    }),
  );

@Injectable()
export class AfterInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    @Inject(LOG) private readonly log: EventLog,
    @Inject(PROJECTOR) private readonly projector: ProjectorHandle,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { after, ...query } = request.query as Record<string, unknown>;
    // What a route's own query DTO sees is its own.
    request.query = query;
    if (after !== undefined) await this.wait(after, this.projectionsOf(context), request);
    return next.handle();
  }

  private projectionsOf(context: ExecutionContext): readonly string[] {
    return this.reflector.get<readonly string[]>(PROJECTIONS, context.getHandler());
  }

  private async wait(after: unknown, projections: readonly string[], request: FastifyRequest): Promise<void> {
    if (typeof after !== 'string') throw problems.invalid([{ field: 'after', message: 'is given twice' }]);
    const position = readPosition(after);
    comparePositions(position, { ledgerId: this.log.ledgerId, value: 0n });
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    request.raw.socket.once('close', leave);
    try {
      await this.projector.waitFor(position, {
        timeoutMs: this.settings.afterWaitMs,
        signal: gone.signal,
        ...(projections.length > 0 && { projections }),
      });
    } finally {
      request.raw.socket.off('close', leave);
    }
  }
}
