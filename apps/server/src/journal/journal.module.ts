import { Module } from '@nestjs/common';
import { AllFindingsController } from './all-findings.http';
import { ChartController } from './chart.http';
import { EntriesController } from './entries.http';
import { FindingPages } from './finding-pages';
import { FindingsController } from './findings.http';
import { ProgrammeBooks } from './programme-books';
import { StatementController } from './statement.http';
import { TrialBalanceController } from './trial-balance.http';

@Module({
  controllers: [
    AllFindingsController,
    ChartController,
    EntriesController,
    FindingsController,
    StatementController,
    TrialBalanceController,
  ],
  providers: [FindingPages, ProgrammeBooks],
})
export class JournalModule {}
