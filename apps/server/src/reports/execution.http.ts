import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MEASURES } from '@tramo/journal';
import { ReadsViews } from '../http/reads-views';
import { ExecutionReports } from './execution-reports';
import {
  ComparedAnswer,
  ComparisonAnswer,
  ComparisonQuery,
  EvidenceAnswer,
  EvidenceQuery,
  ExecutionAnswer,
  ExecutionQuery,
  FigureAnswer,
  MeasuresAnswer,
} from './execution.dto';

/** Figures of a programme, grouped in any way, at any instant, in any currency. */
@ApiTags('reports')
@ApiExtraModels(FigureAnswer, ComparedAnswer)
@Controller('api/v1')
export class ExecutionController {
  constructor(private readonly reports: ExecutionReports) {}

  /** What a report can show, and the accounts each measure is made of. */
  @Get('measures')
  @ApiOkResponse({ type: MeasuresAnswer })
  measures(): MeasuresAnswer {
    return {
      items: [...MEASURES.values()].map(({ key, name, nameEs, recordedIn, of }) => ({
        key,
        name,
        nameEs,
        recordedIn,
        accounts: { ...of },
      })),
    };
  }

  /** Execution by any dimensions in any order, with subtotals and a total. */
  @Get('programmes/:programme/execution')
  @ReadsViews('journal', 'programmes', 'fx')
  @ApiOkResponse({ type: ExecutionAnswer })
  execution(@Param('programme') programme: string, @Query() query: ExecutionQuery): Promise<ExecutionAnswer> {
    return this.reports.execution(programme, query);
  }

  /** The same report at two instants, and what changed between them. */
  @Get('programmes/:programme/execution/comparison')
  @ReadsViews('journal', 'programmes', 'fx')
  @ApiOkResponse({ type: ComparisonAnswer })
  comparison(
    @Param('programme') programme: string,
    @Query() query: ComparisonQuery,
  ): Promise<ComparisonAnswer> {
    return this.reports.comparison(programme, query);
  }

  /** The postings, and so the events, that add up to a figure. */
  @Get('programmes/:programme/execution/evidence')
  @ReadsViews('journal', 'programmes', 'agreements')
  @ApiOkResponse({ type: EvidenceAnswer })
  evidence(@Param('programme') programme: string, @Query() query: EvidenceQuery): Promise<EvidenceAnswer> {
    return this.reports.evidence(programme, query);
  }
}
