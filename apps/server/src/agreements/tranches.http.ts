import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsViews } from '../http/reads-views';
import { TrancheInFullAnswer, TranchesAnswer, TranchesQuery } from './tranches-answers.dto';
import { TrancheClock } from './tranches-clock';
import { TrancheClockAnswer } from './tranches-clock.dto';
import { TranchePath } from './tranches-paths.dto';
import { TrancheViews } from './tranches-views';

/** Tranches, and where they wait. */
@ApiTags('tranches')
@Controller('api/v1/programmes/:programme')
export class TranchesController {
  constructor(
    private readonly views: TrancheViews,
    private readonly clock: TrancheClock,
  ) {}

  /** The tranches of a programme that were requested, by agreement and number. */
  @Get('tranches')
  @ReadsViews('agreements', 'programmes')
  @ApiOkResponse({ type: TranchesAnswer })
  list(@Param('programme') programme: string, @Query() query: TranchesQuery): Promise<TranchesAnswer> {
    return this.views.list(programme, query);
  }

  /** Where the tranches of a programme wait, step by step: how many, for how long, and how many for too long. */
  @Get('tranche-clock')
  @ReadsViews('agreements', 'programmes')
  @ApiOkResponse({ type: TrancheClockAnswer })
  waiting(@Param('programme') programme: string): Promise<TrancheClockAnswer> {
    return this.clock.of(programme);
  }

  /** One tranche with every step it took, its signatures and its waivers. */
  @Get('agreements/:agreement/tranches/:tranche')
  @ReadsViews('agreements', 'programmes')
  @ApiOkResponse({ type: TrancheInFullAnswer })
  one(@Param() path: TranchePath): Promise<TrancheInFullAnswer> {
    return this.views.one(path);
  }
}
