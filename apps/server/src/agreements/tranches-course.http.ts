import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  BounceTranche,
  CancelTranche,
  CloseTranche,
  ConfirmOffset,
  ConfirmTranche,
  OrderTranche,
  RejectTranche,
  RequestTranche,
  ReturnTranche,
  ReviewTranche,
  SendTranche,
  SignTranche,
} from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { CommandBody, ownFields } from '../http/command.dto';
import {
  OrderTrancheBody,
  ReportTrancheBody,
  RequestTrancheBody,
  ReviewTrancheBody,
  SignTrancheBody,
  StopTrancheBody,
  TrancheReasonBody,
} from './tranches-commands.dto';
import { ofPath, TranchePath } from './tranches-paths.dto';

/** A tranche from its request to its end. */
@ApiTags('tranches')
@Controller('api/v1/programmes/:programme/agreements/:agreement/tranches/:tranche')
export class TrancheCourseController {
  constructor(private readonly commands: CommandBus) {}

  /** Asks for a tranche in its turn; the answer of the read shows what does not pass yet. */
  @PostCommand('requests')
  @AllowRoles('alliance-officer')
  request(
    @Param() path: TranchePath,
    @Body() body: RequestTrancheBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RequestTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Brings a request before those who sign, with what was found. */
  @PostCommand('reviews')
  @AllowRoles('disbursement-analyst', 'fiduciary-analyst')
  review(
    @Param() path: TranchePath,
    @Body() body: ReviewTrancheBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReviewTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Back to the organisation, which puts right what is said and asks again. */
  @PostCommand('returns')
  @AllowRoles('disbursement-analyst', 'fiduciary-analyst', 'finance-specialist', 'coordinator')
  sendBack(
    @Param() path: TranchePath,
    @Body() body: TrancheReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReturnTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Turns a request down. */
  @PostCommand('rejections')
  @AllowRoles('finance-specialist', 'coordinator')
  reject(
    @Param() path: TranchePath,
    @Body() body: TrancheReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RejectTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Signs: each signature is another person's, and the last that the policy asks for approves. */
  @PostCommand('signatures')
  @AllowRoles('finance-specialist', 'coordinator', 'manager')
  sign(
    @Param() path: TranchePath,
    @Body() body: SignTrancheBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SignTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Gives a tranche up before its money has left, or when that has come back. */
  @PostCommand('cancellations')
  @AllowRoles('finance-specialist', 'coordinator')
  cancel(
    @Param() path: TranchePath,
    @Body() body: StopTrancheBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CancelTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Orders the payment of what was signed, or orders it again after it came back. */
  @PostCommand('orders')
  @AllowRoles('treasurer')
  order(
    @Param() path: TranchePath,
    @Body() body: OrderTrancheBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new OrderTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** The order goes to the bank. */
  @PostCommand('sendings')
  @AllowRoles('treasurer')
  send(
    @Param() path: TranchePath,
    @Body() body: ReportTrancheBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SendTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** The bank says that it has paid. */
  @PostCommand('confirmations')
  @AllowRoles('treasurer')
  confirm(
    @Param() path: TranchePath,
    @Body() body: ReportTrancheBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ConfirmTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** The bank gives the money back; the account it went to has to be verified anew. */
  @PostCommand('bounces')
  @AllowRoles('treasurer')
  bounce(
    @Param() path: TranchePath,
    @Body() body: StopTrancheBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new BounceTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** All of it was set off: it has arrived without a payment. */
  @PostCommand('offset-confirmations')
  @AllowRoles('treasurer')
  confirmOffset(
    @Param() path: TranchePath,
    @Body() body: CommandBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ConfirmOffset({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Everything it transferred is justified, returned or written off. */
  @PostCommand('closings')
  @AllowRoles('disbursement-analyst', 'fiduciary-analyst', 'finance-specialist')
  close(
    @Param() path: TranchePath,
    @Body() body: CommandBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CloseTranche({ ...ownFields(body), ...ofPath(path) }, asked));
  }
}
