import { Module } from '@nestjs/common';
import { AllianceViews } from './alliances-views';
import { AllianceCourseController } from './alliances-course.http';
import { AlliancesController } from './alliances.http';

@Module({ controllers: [AlliancesController, AllianceCourseController], providers: [AllianceViews] })
export class AlliancesModule {}
