import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { invariant } from '@tramo/kernel';
import type { FastifyRequest } from 'fastify';
import { ReadsViews } from '../http/reads-views';
import { ApprovalAnswer, ApprovalQuery, GivenSignaturesAnswer } from './approval.dto';
import { Approvals } from './approvals';
import { TranchePath } from './tranches-paths.dto';

/** What somebody who is to sign a tranche has to know. */
@ApiTags('tranches')
@Controller('api/v1/programmes/:programme/agreements/:agreement/tranches/:tranche')
export class ApprovalController {
  constructor(private readonly approvals: Approvals) {}

  /** The approval page: now and with your own duties, or as whoever gave a signature saw it. */
  @Get('approval')
  @ReadsViews('programmes', 'treasury')
  @ApiOkResponse({ type: ApprovalAnswer })
  page(
    @Param() path: TranchePath,
    @Query() { asSeenAt, asSeenAtPosition }: ApprovalQuery,
    @Req() request: FastifyRequest,
  ): Promise<ApprovalAnswer> {
    invariant(request.actor, 'the page is not public');
    if (asSeenAtPosition !== undefined) return this.approvals.asSeenAt(path, { position: asSeenAtPosition });
    return asSeenAt === undefined
      ? this.approvals.now(path, request.actor.person)
      : this.approvals.asSeenAt(path, { signature: asSeenAt });
  }

  /** All signatures that were given, also to earlier requests of the tranche: those count no more. */
  @Get('signatures')
  @ApiOkResponse({ type: GivenSignaturesAnswer })
  async signatures(@Param() path: TranchePath): Promise<GivenSignaturesAnswer> {
    return { items: [...(await this.approvals.signatures(path))] };
  }
}
