import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsViews } from '../http/reads-views';
import { PageQuery } from '../http/tables/page.dto';
import {
  BudgetLineAnswer,
  BudgetLinesAnswer,
  BudgetLinesQuery,
  BudgetYearAnswer,
  BudgetYearsAnswer,
  CommitmentsAnswer,
  CommitmentsQuery,
  HeldQuery,
  InscriptionRequestsAnswer,
  LegalActsAnswer,
  LegalActsQuery,
  PreCommitmentsAnswer,
  RequestsQuery,
} from './answers.dto';
import { BudgetViews } from './budget-views';

/** Budget years, line by line. */
@ApiTags('budget')
@Controller('api/v1/programmes/:programme/budgets')
export class BudgetsController {
  constructor(private readonly views: BudgetViews) {}

  /** The budgets of a programme by year. */
  @Get()
  @ReadsViews('budget')
  @ApiOkResponse({ type: BudgetYearsAnswer })
  years(@Param('programme') programme: string, @Query() query: PageQuery): Promise<BudgetYearsAnswer> {
    return this.views.years(programme, query);
  }

  /** One budget year. */
  @Get(':year')
  @ReadsViews('budget')
  @ApiOkResponse({ type: BudgetYearAnswer })
  year(@Param('programme') programme: string, @Param('year') year: string): Promise<BudgetYearAnswer> {
    return this.views.year({ programme, year });
  }

  /** Its lines in the order of their codes, with what each has available. */
  @Get(':year/lines')
  @ReadsViews('budget')
  @ApiOkResponse({ type: BudgetLinesAnswer })
  lines(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Query() query: BudgetLinesQuery,
  ): Promise<BudgetLinesAnswer> {
    return this.views.lines({ programme, year }, query);
  }

  /** One line. */
  @Get(':year/lines/:line')
  @ReadsViews('budget')
  @ApiOkResponse({ type: BudgetLineAnswer })
  line(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Param('line') line: string,
  ): Promise<BudgetLineAnswer> {
    return this.views.line({ programme, year }, line);
  }

  /** Its pre-commitments by id. */
  @Get(':year/pre-commitments')
  @ReadsViews('budget')
  @ApiOkResponse({ type: PreCommitmentsAnswer })
  preCommitments(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Query() query: HeldQuery,
  ): Promise<PreCommitmentsAnswer> {
    return this.views.preCommitments({ programme, year }, query);
  }

  /** Its commitments by id. */
  @Get(':year/commitments')
  @ReadsViews('budget')
  @ApiOkResponse({ type: CommitmentsAnswer })
  commitments(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Query() query: CommitmentsQuery,
  ): Promise<CommitmentsAnswer> {
    return this.views.commitments({ programme, year }, query);
  }

  /** The inscriptions that were asked for, by request. */
  @Get(':year/inscription-requests')
  @ReadsViews('budget')
  @ApiOkResponse({ type: InscriptionRequestsAnswer })
  requests(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Query() query: RequestsQuery,
  ): Promise<InscriptionRequestsAnswer> {
    return this.views.requests({ programme, year }, query);
  }

  /** What the law did to its lines, in the order in which it was entered. */
  @Get(':year/legal-acts')
  @ReadsViews('budget')
  @ApiOkResponse({ type: LegalActsAnswer })
  legalActs(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Query() query: LegalActsQuery,
  ): Promise<LegalActsAnswer> {
    return this.views.legalActs({ programme, year }, query);
  }
}
