import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ReleaseCategoryReservation, ReserveCategory } from '@tramo/budget';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReleaseCategoryReservationBody, ReserveCategoryBody } from './commands.dto';

/** What of a lender's category is reserved for agreements, over the life of the project. */
@ApiTags('budget')
@Controller('api/v1/financing/:financing/reservations')
export class ReservationsController {
  constructor(private readonly commands: CommandBus) {}

  /** Reserves what a category has free. */
  @PostCommand()
  @AllowRoles('finance-specialist', 'coordinator')
  reserve(
    @Param('financing') financing: string,
    @Body() body: ReserveCategoryBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const reserved = { ...ownFields(body), financing, category: body.category ?? null };
    return this.commands.execute(new ReserveCategory(reserved, asked));
  }

  /** Frees a reservation, or part of it. */
  @PostCommand(':reservation/releases')
  @AllowRoles('finance-specialist', 'coordinator')
  release(
    @Param('financing') financing: string,
    @Param('reservation') reservationId: string,
    @Body() body: ReleaseCategoryReservationBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const release = { ...ownFields(body), financing, reservationId };
    return this.commands.execute(new ReleaseCategoryReservation(release, asked));
  }
}
