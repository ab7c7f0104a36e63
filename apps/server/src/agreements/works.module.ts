import { Module } from '@nestjs/common';
import { WorkCourseController } from './works-course.http';
import { WorkViews } from './works-views';
import { WorksController } from './works.http';

@Module({ controllers: [WorksController, WorkCourseController], providers: [WorkViews] })
export class WorksModule {}
