import { Module } from '@nestjs/common';
import { ApprovalController } from './approval.http';
import { Approvals } from './approvals';
import { SpecialAccounts } from './special-accounts';
import { TrancheClock } from './tranches-clock';
import { TrancheCourseController } from './tranches-course.http';
import { TrancheInbox } from './tranches-inbox';
import { TrancheInboxController } from './tranches-inbox.http';
import { TrancheViews } from './tranches-views';
import { TrancheWaiversController } from './tranches-waivers.http';
import { TranchesController } from './tranches.http';

@Module({
  controllers: [
    TranchesController,
    TrancheCourseController,
    TrancheWaiversController,
    ApprovalController,
    TrancheInboxController,
  ],
  providers: [TrancheViews, Approvals, SpecialAccounts, TrancheClock, TrancheInbox],
})
export class TranchesModule {}
