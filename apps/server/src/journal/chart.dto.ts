import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Account', description: 'An account of the chart.' })
export class AccountAnswer {
  code!: string;
  /** Which books it belongs to. */
  set!: 'real' | 'organisation' | 'budget' | 'category' | 'counterpart' | 'plan' | 'allocation';
  /** `state` is a station of a cascade, `origin` where its amounts come from. */
  role!: 'asset' | 'liability' | 'income' | 'expense' | 'origin' | 'state' | 'allocated';
  name!: string;
  nameEs!: string;
}

@ApiSchema({ name: 'ChartOfAccounts', description: 'Every account there is.' })
export class ChartAnswer {
  items!: AccountAnswer[];
}
