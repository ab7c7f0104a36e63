import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { ConvertFunds, ReceiveFunds, ReverseReceipt } from '@tramo/treasury';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ConvertFundsBody, ReceiveFundsBody, ReverseReceiptBody } from './commands.dto';

/** What reaches the programme's own accounts. */
@ApiTags('treasury')
@Controller('api/v1/programmes/:programme/bank-accounts/:bankAccount')
export class FundsController {
  constructor(private readonly commands: CommandBus) {}

  /** Enters what reached the account: an advance of the lender, the treasury's part, interest, or what nobody knows yet. */
  @PostCommand('receipts')
  @AllowRoles('treasurer')
  receive(
    @Param('programme') programme: string,
    @Param('bankAccount') account: string,
    @Body() body: ReceiveFundsBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReceiveFunds({ ...ownFields(body), programme, account }, asked));
  }

  /** Reverses a receipt as a whole by an event of its own. */
  @PostCommand('receipts/:receipt/reversals')
  @AllowRoles('treasurer')
  reverse(
    @Param('programme') programme: string,
    @Param('bankAccount') account: string,
    @Param('receipt') receipt: string,
    @Body() body: ReverseReceiptBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new ReverseReceipt({ ...ownFields(body), programme, account, receipt }, asked),
    );
  }

  /** Sells currency of a special account; what the bank gives arrives in this one, as a lot that carries its rate. */
  @PostCommand('conversions')
  @AllowRoles('treasurer')
  convert(
    @Param('programme') programme: string,
    @Param('bankAccount') account: string,
    @Body() body: ConvertFundsBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ConvertFunds({ ...ownFields(body), programme, account }, asked));
  }
}
