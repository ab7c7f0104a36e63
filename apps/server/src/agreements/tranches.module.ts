import { Module } from '@nestjs/common';
import { TrancheCourseController } from './tranches-course.http';
import { TrancheViews } from './tranches-views';
import { TrancheWaiversController } from './tranches-waivers.http';
import { TranchesController } from './tranches.http';

@Module({
  controllers: [TranchesController, TrancheCourseController, TrancheWaiversController],
  providers: [TrancheViews],
})
export class TranchesModule {}
