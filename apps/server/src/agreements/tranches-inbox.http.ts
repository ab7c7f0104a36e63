import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { invariant } from '@tramo/kernel';
import type { FastifyRequest } from 'fastify';
import { ReadsViews } from '../http/reads-views';
import { InboxAnswer, InboxQuery } from './tranches-inbox.dto';
import { TrancheInbox } from './tranches-inbox';

/** What waits for whoever asks. */
@ApiTags('tranches')
@Controller('api/v1/programmes/:programme')
export class TrancheInboxController {
  constructor(private readonly inbox: TrancheInbox) {}

  /** The tranches that wait for an act of your roles; apart, those that your own earlier acts keep from you. */
  @Get('inbox')
  @ReadsViews('agreements', 'programmes')
  @ApiOkResponse({ type: InboxAnswer })
  of(
    @Param('programme') programme: string,
    @Query() query: InboxQuery,
    @Req() request: FastifyRequest,
  ): Promise<InboxAnswer> {
    invariant(request.actor, 'the inbox is not public');
    return this.inbox.of(programme, request.actor, query);
  }
}
