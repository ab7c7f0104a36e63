import { Module } from '@nestjs/common';
import { AllianceFile } from './alliance-file';
import { AllianceFileController } from './alliance-file.http';
import { AllianceViews } from './alliances-views';
import { ContractViews } from './contracts-views';
import { TrancheViews } from './tranches-views';

@Module({
  controllers: [AllianceFileController],
  providers: [AllianceFile, AllianceViews, ContractViews, TrancheViews],
})
export class AllianceFileModule {}
