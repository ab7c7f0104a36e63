import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ClassifiersController } from './classifiers.http';
import { FiguresController } from './figures.http';
import { FinancingController } from './financing.http';
import { HolidaysController } from './holidays.http';
import { MonthsController } from './months.http';
import { ProgrammeGuard } from './programme.guard';
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
  providers: [ProgrammeViews, { provide: APP_GUARD, useClass: ProgrammeGuard }],
})
export class ProgrammesModule {}
