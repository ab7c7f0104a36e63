import { Module } from '@nestjs/common';
import { AppropriationsController } from './appropriations.http';
import { BudgetViews } from './budget-views';
import { BudgetsController } from './budgets.http';
import { CommitmentsController } from './commitments.http';
import { ReservationsController } from './reservations.http';

@Module({
  controllers: [AppropriationsController, CommitmentsController, BudgetsController, ReservationsController],
  providers: [BudgetViews],
})
export class BudgetModule {}
