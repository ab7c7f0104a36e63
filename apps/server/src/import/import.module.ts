import { Module } from '@nestjs/common';
import { Imports } from './imports';
import { ImportsController } from './imports.http';

@Module({ controllers: [ImportsController], providers: [Imports] })
export class ImportModule {}
