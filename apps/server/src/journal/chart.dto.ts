import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Account' })
export class AccountAnswer {
  code!: string;
  /** Which books it belongs to. */
  set!: 'real' | 'organisation' | 'budget' | 'category' | 'counterpart' | 'plan';
  /** `state` is a station of a cascade, `origin` where its amounts come from. */
  role!: 'asset' | 'liability' | 'income' | 'expense' | 'origin' | 'state';
  name!: string;
  nameEs!: string;
}

@ApiSchema({ name: 'ChartOfAccounts' })
export class ChartAnswer {
  items!: AccountAnswer[];
}
