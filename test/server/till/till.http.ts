import { Body, Controller, Get, Inject, Module, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import type { SqlStore } from '@tramo/stores';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { CommandBody } from '../../../apps/server/src/http/command.dto';
import { Asked, PostCommand } from '../../../apps/server/src/http/command-route';
import { ReadsViews } from '../../../apps/server/src/http/reads-views';
import { VIEWS } from '../../../apps/server/src/injection';
import { OpenTill, PutCoinsIn } from './till';

class OpenTillBody extends CommandBody {
  @IsString()
  @Length(1, 40)
  keeper!: string;
}

class PutCoinsInBody extends CommandBody {
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  amountMinor!: number;

  /** Anything, so that a test can make an event too large. */
  @IsOptional()
  @IsString()
  note?: string;
}

interface TillTables {
  till: { id: string; held_minor: bigint };
}

@Controller('api/v1/tills')
class TillController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(VIEWS) private readonly views: SqlStore<TillTables>,
  ) {}

  @PostCommand()
  open(@Body() { keeper }: OpenTillBody, @Asked() asked: CommandContext): Promise<CommandAnswer> {
    return this.commands.execute(new OpenTill({ keeper }, asked));
  }

  @PostCommand(':till/coins')
  putIn(
    @Param('till') till: string,
    @Body() { amountMinor }: PutCoinsInBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PutCoinsIn({ till, amountMinor }, asked));
  }

  @Get(':till')
  @ReadsViews('tills')
  async read(@Param('till') till: string): Promise<{ till: string; heldMinor: number | null }> {
    const row = await this.views.db
      .selectFrom('till')
      .select('held_minor')
      .where('id', '=', till)
      .executeTakeFirst();
    return { till, heldMinor: row ? Number(row.held_minor) : null };
  }

  @Get(':till/breaks')
  fails(): never {
    throw new Error('the secret is postgres://tramo:hunter2@db');
  }
}

@Module({ controllers: [TillController] })
export class TillModule {}
