import { Module } from '@nestjs/common';
import { ExecutionController } from './execution.http';
import { ExecutionReports } from './execution-reports';

@Module({ controllers: [ExecutionController], providers: [ExecutionReports] })
export class ReportsModule {}
