import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { GiveNoObjection, GrantWaiver, ProposeWaiver } from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { CommandBody, ownFields } from '../http/command.dto';
import { GiveNoObjectionBody, ProposeWaiverBody } from './tranches-commands.dto';
import { ofPath, TranchePath, WaiverPath } from './tranches-paths.dto';

/** What lets a tranche go although a condition fails, and the lender's word on it. */
@ApiTags('tranches')
@Controller('api/v1/programmes/:programme/agreements/:agreement/tranches/:tranche')
export class TrancheWaiversController {
  constructor(private readonly commands: CommandBus) {}

  /** Proposes that a condition shall not keep the tranche back, by a legal act and for a while. */
  @PostCommand('waivers')
  @AllowRoles('finance-specialist', 'coordinator', 'manager')
  propose(
    @Param() path: TranchePath,
    @Body() body: ProposeWaiverBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ProposeWaiver({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Grants a waiver that somebody else has proposed: the second of the two people it takes. */
  @PostCommand('waivers/:waiver/grants')
  @AllowRoles('finance-specialist', 'coordinator', 'manager')
  grant(
    @Param() path: WaiverPath,
    @Body() body: CommandBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new GrantWaiver({ ...ownFields(body), ...ofPath(path), waiver: path.waiver }, asked),
    );
  }

  /** Records that the lender lets the tranche pass. */
  @PostCommand('no-objections')
  @AllowRoles('finance-specialist', 'coordinator')
  letPass(
    @Param() path: TranchePath,
    @Body() body: GiveNoObjectionBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new GiveNoObjection({ ...ownFields(body), ...ofPath(path) }, asked));
  }
}
