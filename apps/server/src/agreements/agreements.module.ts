import { Module } from '@nestjs/common';
import { CertificatesController } from './certificates.http';
import { ContractCourseController } from './contracts-course.http';
import { ContractViews } from './contracts-views';
import { ContractsController } from './contracts.http';
import { CounterpartController } from './counterpart.http';

@Module({
  controllers: [ContractsController, ContractCourseController, CounterpartController, CertificatesController],
  providers: [ContractViews],
})
export class AgreementsModule {}
