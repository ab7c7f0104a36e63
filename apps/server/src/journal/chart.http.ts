import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiSchema, ApiTags } from '@nestjs/swagger';
import { accountsInOrder } from '@tramo/journal';

@ApiSchema({ name: 'Account' })
class AccountAnswer {
  code!: string;
  /** Which books it belongs to. */
  set!: 'real' | 'organisation' | 'budget' | 'category' | 'counterpart' | 'plan';
  /** `state` is a station of a cascade, `origin` where its amounts come from. */
  role!: 'asset' | 'liability' | 'income' | 'expense' | 'origin' | 'state';
  name!: string;
  nameEs!: string;
}

@ApiSchema({ name: 'ChartOfAccounts' })
class ChartAnswer {
  items!: AccountAnswer[];
}

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
