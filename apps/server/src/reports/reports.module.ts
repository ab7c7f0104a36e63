import { Module } from '@nestjs/common';
import { ExecutionController } from './execution.http';
import { ExecutionReports } from './execution-reports';
import { MonitoringController } from './monitoring.http';
import { MonitoringReports } from './monitoring-reports';
import { ReconciliationController } from './reconciliation.http';
import { Reconciliations } from './reconciliations';

@Module({
  controllers: [ExecutionController, ReconciliationController, MonitoringController],
  providers: [ExecutionReports, Reconciliations, MonitoringReports],
})
export class ReportsModule {}
