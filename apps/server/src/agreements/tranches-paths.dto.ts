import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { IsName } from '../http/codes';

const TRANCHES_MAX = 999;

/** An address has text; what is not a number must stay visible as a mistake. */
const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;

export class TranchePath {
  @IsName('par2')
  programme!: string;

  @IsName('a-17')
  agreement!: string;

  /** Counted from 1, as the agreement has it. */
  @Transform(asNumber)
  @IsInt({ message: 'must be the number of a tranche' })
  @Min(1)
  @Max(TRANCHES_MAX)
  @ApiProperty({ type: 'integer', minimum: 1 })
  tranche!: number;
}

export class WaiverPath extends TranchePath {
  @IsName('w-1')
  waiver!: string;
}

/** As a command names it. */
export const ofPath = ({ programme, agreement, tranche }: TranchePath) => ({ programme, agreement, tranche });
