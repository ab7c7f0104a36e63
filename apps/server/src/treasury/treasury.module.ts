import { Module } from '@nestjs/common';
import { BankAccountsController } from './bank-accounts.http';
import { FundsController } from './funds.http';
import { PaymentsController } from './payments.http';
import { TreasuryViews } from './treasury-views';

@Module({
  controllers: [BankAccountsController, FundsController, PaymentsController],
  providers: [TreasuryViews],
})
export class TreasuryModule {}
