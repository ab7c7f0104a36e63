import { Module } from '@nestjs/common';
import { Imports } from './imports';
import { ImportsController } from './imports.http';
import { ImportRecords } from './records';

@Module({ controllers: [ImportsController], providers: [Imports, ImportRecords] })
export class ImportModule {}
