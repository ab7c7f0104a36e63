import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { EventLog } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { demonstrate, mayDemonstrate } from '../demonstration/demonstrate';
import { problems } from '../http/problems';
import { LOG } from '../injection';
import { LongWork } from './long-work';
import { Operations } from './operations';
import { BackupBody, OperationAnswer, OperationsAnswer, RebuildBody } from './operations.dto';

/** Long work on the running server. Each answers at once; what became of it is asked for by its id. */
@ApiTags('operations')
@Controller('api/v1/operations')
@AllowRoles('administrator')
export class OperationsController {
  constructor(
    private readonly operations: Operations,
    private readonly work: LongWork,
    private readonly commands: CommandBus,
    @Inject(LOG) private readonly log: EventLog,
  ) {}

  /** Builds views anew beside those that are read, then switches. */
  @Post('rebuild')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: OperationAnswer })
  rebuild(@Body() { projections }: RebuildBody): OperationAnswer {
    return this.operations.start('rebuild', (report) => this.work.rebuild(projections, report));
  }

  /** Copies all three stores and the files, while everything goes on. */
  @Post('backup')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: OperationAnswer })
  backup(@Body() { name }: BackupBody): OperationAnswer {
    return this.operations.start('backup', (report) => this.work.backup(name, report));
  }

  /** Reads the whole ledger and checks that it is what was written. */
  @Post('verify-log')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: OperationAnswer })
  verifyLog(): OperationAnswer {
    return this.operations.start('verify-log', (report) => this.work.verifyLog(report));
  }

  /** Fills an empty ledger with the demonstration: PAR II in 2022, as it was printed, with invented alliances. */
  @Post('demonstration')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: OperationAnswer })
  async demonstration(): Promise<OperationAnswer> {
    if (!(await mayDemonstrate(this.log))) throw problems.ledgerInUse();
    return this.operations.start('demonstration', async (report) => ({
      ...(await demonstrate(this.commands, report)),
    }));
  }

  /** The latest operations since the start, newest first. */
  @Get()
  @ApiOkResponse({ type: OperationsAnswer })
  list(): OperationsAnswer {
    return { operations: this.operations.list() };
  }

  /** One operation, with how far it has come. */
  @Get(':id')
  @ApiOkResponse({ type: OperationAnswer })
  find(@Param('id') id: string): OperationAnswer {
    return this.operations.find(id);
  }
}
