import { Body, Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExtraModels, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { ProposePolicy, SecondPolicy, WithdrawPolicyProposal } from '@tramo/identity';
import { localDateIn } from '@tramo/kernel';
import { AllowRoles } from '../auth/access';
import type { Settings } from '../config/settings';
import { Asked, PostCommand } from '../http/command-route';
import { ReadsViews } from '../http/reads-views';
import { SETTINGS } from '../injection';
import { plainChange } from './plain-change';
import { Policies } from './policies';
import { CHANGE_KINDS } from './policy-changes.dto';
import { PolicyInForceAnswer } from './policy-in-force.dto';
import {
  PolicyProposalsAnswer,
  PolicyProposalsQuery,
  PolicyQuery,
  PolicyVersionsAnswer,
  ProgrammePath,
  ProposalPath,
  ProposePolicyBody,
  SecondPolicyBody,
  WithdrawPolicyProposalBody,
} from './policy.dto';

/** The policy of a programme: versions that take two people, and count from a day on. */
@ApiTags('policies')
@ApiExtraModels(...Object.values(CHANGE_KINDS))
@Controller('api/v1/programmes/:programme/policy')
export class PolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly policies: Policies,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** What counts on a date: the practice of the profession, and over it every version that has taken effect. */
  @Get()
  @ReadsViews('policies')
  @ApiOkResponse({ type: PolicyInForceAnswer })
  inForce(@Param() { programme }: ProgrammePath, @Query() { on }: PolicyQuery): Promise<PolicyInForceAnswer> {
    return this.policies.inForce(programme, on ?? localDateIn(this.settings.zone, new Date()));
  }

  /** Every version that was adopted. */
  @Get('versions')
  @ReadsViews('policies')
  @ApiOkResponse({ type: PolicyVersionsAnswer })
  async versions(@Param() { programme }: ProgrammePath): Promise<PolicyVersionsAnswer> {
    return { items: await this.policies.versions(programme) };
  }

  /** What was proposed, and what became of it. */
  @Get('proposals')
  @ReadsViews('policies')
  @ApiOkResponse({ type: PolicyProposalsAnswer })
  async proposals(
    @Param() { programme }: ProgrammePath,
    @Query() query: PolicyProposalsQuery,
  ): Promise<PolicyProposalsAnswer> {
    return { items: await this.policies.proposals(programme, query) };
  }

  /** Proposes what shall count from a day on; it counts once another person has seconded it. */
  @PostCommand('proposals')
  @AllowRoles('finance-specialist', 'coordinator', 'administrator')
  propose(
    @Param() { programme }: ProgrammePath,
    @Body() { changes, effectiveFrom, reason }: ProposePolicyBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const body = { programme, changes: changes.map(plainChange), effectiveFrom, reason };
    return this.commands.execute(new ProposePolicy(body, asked));
  }

  /** Adopts a proposal of somebody else: the second of the two people that a policy takes. */
  @PostCommand('proposals/:proposal/seconds')
  @AllowRoles('finance-specialist', 'coordinator', 'administrator')
  second(
    @Param() { programme, proposal }: ProposalPath,
    @Body() _body: SecondPolicyBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SecondPolicy({ programme, proposal }, asked));
  }

  /** Takes a proposal back, or turns it down. */
  @PostCommand('proposals/:proposal/withdrawals')
  @AllowRoles('finance-specialist', 'coordinator', 'administrator')
  withdraw(
    @Param() { programme, proposal }: ProposalPath,
    @Body() { reason }: WithdrawPolicyProposalBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new WithdrawPolicyProposal({ programme, proposal, reason }, asked));
  }
}
