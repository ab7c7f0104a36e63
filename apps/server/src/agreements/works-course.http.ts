import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  AcceptWork,
  ApproveProgressSheet,
  BounceWorkPayment,
  PayProgressSheet,
  PayWorksAdvance,
  PresentProgressSheet,
  ReleaseRetention,
  RequestWorksAdvance,
  ReturnMunicipalFunds,
  ReturnProgressSheet,
  ReturnWorksAdvance,
} from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import {
  AcceptWorkBody,
  ApproveProgressSheetBody,
  BounceWorkPaymentBody,
  PayProgressSheetBody,
  PayWorksAdvanceBody,
  PresentProgressSheetBody,
  ReleaseRetentionBody,
  ReturnMunicipalFundsBody,
  ReturnWorksAdvanceBody,
  RequestWorksAdvanceBody,
  WorkPath,
  WorkPaymentPath,
  WorkReasonBody,
  WorkSheetPath,
} from './works-commands.dto';

/** What is built and paid of a municipal work, from the advance to the acceptance. */
@ApiTags('works')
@Controller('api/v1/programmes/:programme/works')
export class WorkCourseController {
  constructor(private readonly commands: CommandBus) {}

  /** Asks for an advance: another one than who asks pays it. */
  @PostCommand(':work/advance-requests')
  @AllowRoles('finance-specialist', 'coordinator', 'field-supervisor')
  request(
    @Param() { programme, work }: WorkPath,
    @Body() body: RequestWorksAdvanceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RequestWorksAdvance({ ...ownFields(body), programme, work }, asked));
  }

  /** Pays the contractor the advance that was asked for, each share from its own money. */
  @PostCommand(':work/advances')
  @AllowRoles('treasurer')
  advance(
    @Param() { programme, work }: WorkPath,
    @Body() body: PayWorksAdvanceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PayWorksAdvance({ ...ownFields(body), programme, work }, asked));
  }

  /** Presents what was measured: who does so certifies it. */
  @PostCommand(':work/sheets')
  @AllowRoles('field-supervisor')
  present(
    @Param() { programme, work }: WorkPath,
    @Body() body: PresentProgressSheetBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PresentProgressSheet({ ...ownFields(body), programme, work }, asked));
  }

  /** Returns a sheet, to be measured anew. */
  @PostCommand(':work/sheets/:sheet/returns')
  @AllowRoles('finance-specialist', 'fiduciary-analyst', 'manager')
  giveBack(
    @Param() { programme, work, sheet }: WorkSheetPath,
    @Body() body: WorkReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new ReturnProgressSheet({ ...ownFields(body), programme, work, sheet }, asked),
    );
  }

  /** Approves a sheet, which is owed from then on; not for who has measured it, or drawn the work. */
  @PostCommand(':work/sheets/:sheet/approvals')
  @AllowRoles('finance-specialist', 'fiduciary-analyst', 'manager')
  approve(
    @Param() { programme, work, sheet }: WorkSheetPath,
    @Body() body: ApproveProgressSheetBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new ApproveProgressSheet({ ...ownFields(body), programme, work, sheet }, asked),
    );
  }

  /** Pays a sheet: the municipality's part from its deposit, the lender's from the fund's operating account. */
  @PostCommand(':work/sheets/:sheet/payments')
  @AllowRoles('treasurer')
  pay(
    @Param() { programme, work, sheet }: WorkSheetPath,
    @Body() body: PayProgressSheetBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PayProgressSheet({ ...ownFields(body), programme, work, sheet }, asked));
  }

  /** Records that the bank gave a payment back: it is in its accounts again, and owed as it was before. */
  @PostCommand(':work/payments/:payment/bounces')
  @AllowRoles('treasurer')
  bounce(
    @Param() { programme, work, payment }: WorkPaymentPath,
    @Body() body: BounceWorkPaymentBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new BounceWorkPayment({ ...ownFields(body), programme, work, payment }, asked),
    );
  }

  /** Accepts the work, but for its defects or for good, and pays what was retained; not for who drew or measured it. */
  @PostCommand(':work/acceptances')
  @AllowRoles('treasurer')
  accept(
    @Param() { programme, work }: WorkPath,
    @Body() body: AcceptWorkBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AcceptWork({ ...ownFields(body), programme, work }, asked));
  }

  /** Records what comes back of an advance that no sheet will amortise: paid by the contractor, or kept of him. */
  @PostCommand(':work/advance-returns')
  @AllowRoles('treasurer')
  returnAdvance(
    @Param() { programme, work }: WorkPath,
    @Body() body: ReturnWorksAdvanceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReturnWorksAdvance({ ...ownFields(body), programme, work }, asked));
  }

  /** Pays back to the municipality what the work does not need of its deposits. */
  @PostCommand(':work/municipal-returns')
  @AllowRoles('treasurer')
  returnMunicipalFunds(
    @Param() { programme, work }: WorkPath,
    @Body() body: ReturnMunicipalFundsBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReturnMunicipalFunds({ ...ownFields(body), programme, work }, asked));
  }

  /** Pays, of what was retained, what an acceptance has left or what came back of it. */
  @PostCommand(':work/retention-releases')
  @AllowRoles('treasurer')
  releaseRetention(
    @Param() { programme, work }: WorkPath,
    @Body() body: ReleaseRetentionBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReleaseRetention({ ...ownFields(body), programme, work }, asked));
  }
}
