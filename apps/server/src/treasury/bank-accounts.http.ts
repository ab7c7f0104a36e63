import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { ChangeAccount, CloseAccount, OpenAccount, VerifyAccount } from '@tramo/treasury';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { BankAccountAnswer, BankAccountsAnswer, BankMovementsAnswer } from './answers.dto';
import {
  ChangeBankAccountBody,
  CloseBankAccountBody,
  OpenBankAccountBody,
  VerifyBankAccountBody,
} from './commands.dto';
import { BankAccountsQuery, MovementsQuery } from './queries.dto';
import { TreasuryViews } from './treasury-views';

/** Bank accounts: the programme's own, and those of organisations that are paid. */
@ApiTags('treasury')
@Controller('api/v1/programmes/:programme/bank-accounts')
export class BankAccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: TreasuryViews,
  ) {}

  /** The bank accounts of a programme by their code. */
  @Get()
  @ReadsViews('treasury')
  @ApiOkResponse({ type: BankAccountsAnswer })
  accounts(
    @Param('programme') programme: string,
    @Query() query: BankAccountsQuery,
  ): Promise<BankAccountsAnswer> {
    return this.views.accounts(programme, query);
  }

  /** One account, with its balance and what of it payments hold. */
  @Get(':bankAccount')
  @ReadsViews('treasury')
  @ApiOkResponse({ type: BankAccountAnswer })
  account(
    @Param('programme') programme: string,
    @Param('bankAccount') account: string,
  ): Promise<BankAccountAnswer> {
    return this.views.account(programme, account);
  }

  /** What came into the account and left it, in the order in which it was entered. */
  @Get(':bankAccount/movements')
  @ReadsViews('treasury')
  @ApiOkResponse({ type: BankMovementsAnswer })
  movements(
    @Param('programme') programme: string,
    @Param('bankAccount') account: string,
    @Query() query: MovementsQuery,
  ): Promise<BankMovementsAnswer> {
    return this.views.movements(programme, account, query);
  }

  /** Opens an account. It is paid to once two people have verified it. */
  @PostCommand()
  @AllowRoles('coordinator', 'administrator')
  open(
    @Param('programme') programme: string,
    @Body() body: OpenBankAccountBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new OpenAccount({ ...ownFields(body), programme }, asked));
  }

  /** Says another bank or number; the account has to be verified again. */
  @PostCommand(':bankAccount/changes')
  @AllowRoles('coordinator', 'administrator')
  change(
    @Param('programme') programme: string,
    @Param('bankAccount') account: string,
    @Body() body: ChangeBankAccountBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ChangeAccount({ ...ownFields(body), programme, account }, asked));
  }

  /** Says that one has seen for oneself that the account is its holder's; it takes two. */
  @PostCommand(':bankAccount/verifications')
  @AllowRoles('disbursement-analyst', 'fiduciary-analyst', 'finance-specialist')
  verify(
    @Param('programme') programme: string,
    @Param('bankAccount') account: string,
    @Body() body: VerifyBankAccountBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new VerifyAccount({ ...ownFields(body), programme, account }, asked));
  }

  /** Closes an account in which nothing is left. */
  @PostCommand(':bankAccount/closings')
  @AllowRoles('coordinator', 'administrator')
  close(
    @Param('programme') programme: string,
    @Param('bankAccount') account: string,
    @Body() body: CloseBankAccountBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CloseAccount({ ...ownFields(body), programme, account }, asked));
  }
}
