import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { accountsInOrder } from '@tramo/journal';
import { ChartAnswer } from './chart.dto';

@ApiTags('journal')
@Controller('api/v1/chart-of-accounts')
export class ChartController {
  /** Every account there is, the same for all programmes. */
  @Get()
  @ApiOkResponse({ type: ChartAnswer })
  read(): ChartAnswer {
    return {
      items: accountsInOrder.map(({ code, set, role, name, nameEs }) => ({ code, set, role, name, nameEs })),
    };
  }
}
