import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FIGURES_MAX } from '@tramo/programmes';
import { IsBoolean, Matches } from 'class-validator';
import { IsBudgetYear, IsCode, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsFlag, IsListOf, IsText, MayBeAbsent } from '../http/fields';

const DECIMAL = /^\d{1,20}(\.\d{1,15})?$/;

@ApiSchema({ name: 'FigureBody', description: 'A number that is no money, and what it is about.' })
export class FigureBody {
  /**
   * What is counted. Reports look for `beneficiaries` by region, `production` by component, `population-potential`,
   * `population-objective` and `population-effective`; and, declared, for `coverage`, `spending-per-beneficiary`
   * and `spending` by budget code.
   */
  @IsName('beneficiaries')
  figure!: string;

  /** The year it is of. */
  @IsBudgetYear()
  year!: string;

  /** The region it is of; of the whole programme when absent. */
  @MayBeAbsent()
  @IsCode('Maule')
  region?: string | null;

  /** The component it is of. */
  @MayBeAbsent()
  @IsCode()
  component?: string | null;

  /** The budget code it is of. */
  @MayBeAbsent()
  @IsCode('13.03.01.24')
  budgetCode?: string | null;

  /** Zero or more. */
  @Matches(DECIMAL, { message: 'must be a decimal as text, such as "4121"' })
  @ApiProperty({ example: '4121' })
  value!: string;

  /** What is counted in it: persons, projects, percent; of amounts, the currency and the unit. */
  @IsText(100)
  unit!: string;

  /** Where it can be looked up. */
  @IsText(200)
  source!: string;

  /** As a document says it, to be held against what the ledger computes. */
  @MayBeAbsent()
  @IsBoolean()
  declared?: boolean;
}

export class RecordFiguresBody extends CommandBody {
  @IsListOf(() => FigureBody, FIGURES_MAX)
  figures!: FigureBody[];
}

export class FiguresOfProgrammeQuery {
  /** Only of this code. */
  @MayBeAbsent()
  @IsName('beneficiaries')
  figure?: string;

  /** Only of this year. */
  @MayBeAbsent()
  @IsBudgetYear()
  year?: string;

  /** Only of this region. */
  @MayBeAbsent()
  @IsCode('Maule')
  region?: string;

  /** Only of this component. */
  @MayBeAbsent()
  @IsCode()
  component?: string;

  /** Only what documents declare, or only what does not come from them so. */
  @IsFlag()
  declared?: boolean;
}

@ApiSchema({ name: 'RecordedFigure', description: 'A number that is no money, as it now is.' })
export class RecordedFigureAnswer {
  figure!: string;
  year!: string;
  /** Null where it is of no one region. */
  region!: string | null;
  component!: string | null;
  budgetCode!: string | null;
  declared!: boolean;
  value!: string;
  unit!: string;
  source!: string;
  recordedBy!: string;
  /** The event that recorded it. */
  event!: string;
}

@ApiSchema({ name: 'RecordedFigures', description: 'Figures by code, year and what they are about.' })
export class RecordedFiguresAnswer {
  items!: RecordedFigureAnswer[];
}
