import { Module } from '@nestjs/common';
import { ExecutionController } from './execution.http';
import { ExecutionReports } from './execution-reports';
import { ReconciliationController } from './reconciliation.http';
import { Reconciliations } from './reconciliations';

@Module({
  controllers: [ExecutionController, ReconciliationController],
  providers: [ExecutionReports, Reconciliations],
})
export class ReportsModule {}
