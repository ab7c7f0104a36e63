import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsViews } from '../http/reads-views';
import { FindingPages } from './finding-pages';
import { FindingsAnswer, FindingsQuery } from './findings.dto';

@ApiTags('findings')
@Controller('api/v1/findings')
export class AllFindingsController {
  constructor(private readonly findings: FindingPages) {}

  /** Findings of every programme, and of events that are of none, as rates are. */
  @Get()
  @ReadsViews('findings')
  @ApiOkResponse({ type: FindingsAnswer })
  list(@Query() query: FindingsQuery): Promise<FindingsAnswer> {
    return this.findings.page(undefined, query);
  }
}
