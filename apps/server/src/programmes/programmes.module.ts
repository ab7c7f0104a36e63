import { Module } from '@nestjs/common';
import { ClassifiersController } from './classifiers.http';
import { FiguresController } from './figures.http';
import { FinancingController } from './financing.http';
import { MonthsController } from './months.http';
import { ProgrammeViews } from './programme-views';
import { ProgrammesController } from './programmes.http';

@Module({
  controllers: [
    ProgrammesController,
    ClassifiersController,
    MonthsController,
    FinancingController,
    FiguresController,
  ],
  providers: [ProgrammeViews],
})
export class ProgrammesModule {}
