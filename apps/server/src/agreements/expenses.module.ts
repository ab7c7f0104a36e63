import { Module } from '@nestjs/common';
import { AdministrationViews } from './administration-views';
import { AdministrationController } from './administration.http';
import { ExpenseCourseController } from './expenses-course.http';
import { ExpenseViews } from './expenses-views';
import { ExpensesController } from './expenses.http';

@Module({
  controllers: [ExpensesController, ExpenseCourseController, AdministrationController],
  providers: [ExpenseViews, AdministrationViews],
})
export class ExpensesModule {}
