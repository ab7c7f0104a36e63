import { Module } from '@nestjs/common';
import { ClassifiersController } from './classifiers.http';
import { FiguresController } from './figures.http';
import { FinancingController } from './financing.http';
import { HolidaysController } from './holidays.http';
import { MonthsController } from './months.http';
import { ProgrammeViews } from './programme-views';
import { ProgrammesController } from './programmes.http';
import { SuspensionsController } from './suspensions.http';

@Module({
  controllers: [
    ProgrammesController,
    ClassifiersController,
    MonthsController,
    HolidaysController,
    FinancingController,
    SuspensionsController,
    FiguresController,
  ],
  providers: [ProgrammeViews],
})
export class ProgrammesModule {}
