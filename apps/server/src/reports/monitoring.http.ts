import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsViews } from '../http/reads-views';
import { ProgrammePath } from '../identity/policy.dto';
import { MonitoringAnswer, MonitoringQuery } from './monitoring.dto';
import { MonitoringReports } from './monitoring-reports';

/** The yearly monitoring of a programme, as the Chilean form prints it. */
@ApiTags('reports')
@Controller('api/v1/programmes/:programme/monitoring')
export class MonitoringController {
  constructor(private readonly reports: MonitoringReports) {}

  /** Spending by code, component, region and administration, what it is of the budget and for each beneficiary. */
  @Get()
  @ReadsViews('journal', 'programmes', 'fx')
  @ApiOkResponse({ type: MonitoringAnswer })
  monitoring(
    @Param() { programme }: ProgrammePath,
    @Query() query: MonitoringQuery,
  ): Promise<MonitoringAnswer> {
    return this.reports.monitoring(programme, query);
  }
}
