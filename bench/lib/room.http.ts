import { Body, Controller, HttpCode, Module, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { IsIn, IsInt, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { CommandBody } from '../../apps/server/src/http/command.dto';
import { Asked, PostCommand } from '../../apps/server/src/http/command-route';
import { SendBenchTransfer } from './room';

class AmountBody {
  @Matches(/^\d{1,16}\.\d{2}$/)
  amount!: string;

  @IsIn(['BOB', 'USD'])
  currency!: string;
}

class TransferBody extends CommandBody {
  @IsString()
  @Length(1, 80)
  agreementId!: string;

  @IsInt()
  @Min(1)
  @Max(99)
  tranche!: number;

  @ValidateNested()
  @Type(() => AmountBody)
  amount!: AmountBody;

  @IsString()
  @Length(1, 80)
  account!: string;

  @IsString()
  @Length(1, 20)
  component!: string;

  @IsString()
  @Length(1, 20)
  category!: string;

  @IsString()
  @Length(1, 40)
  region!: string;

  @IsString()
  @Length(0, 200)
  note!: string;
}

@Controller('api/v1/bench')
class BenchController {
  constructor(private readonly commands: CommandBus) {}

  @PostCommand('transfers/:stream')
  send(
    @Param('stream') stream: string,
    @Body() body: TransferBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const { effectiveOn: _, amount, ...rest } = body;
    return this.commands.execute(
      new SendBenchTransfer(
        { stream, ...rest, amount: { amount: amount.amount, currency: amount.currency } },
        asked,
      ),
    );
  }

  /** The same server and the same bytes in; nothing is validated, decided or kept. */
  @Post('constant/:stream')
  @HttpCode(201)
  constant(): { answer: string } {
    return { answer: 'constant' };
  }
}

@Module({ controllers: [BenchController] })
export class BenchHttpModule {}
