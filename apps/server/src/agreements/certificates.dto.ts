import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { LocalDate } from '@tramo/kernel';
import { IsCode, IsDate } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsListOf, IsLongText, IsText, MayBeAbsent } from '../http/fields';
import { PageQuery } from '../http/tables/page.dto';
import { AgreementPath, IsPercentage } from './contracts-commands.dto';
import { EvidenceFileAnswer, EvidenceFileBody } from './counterpart.dto';

const FILES_MAX = 20;
const TRANCHES_MAX = 999;

/** Query strings are text; what is not a number must stay visible as a mistake. */
const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;

export class CertificatePath extends AgreementPath {
  @IsCode('C-1')
  certificate!: string;
}

export class CertifyProgressBody extends CommandBody {
  /** What the certificate is called under this agreement. */
  @IsCode('C-1')
  certificate!: string;

  /** For which tranche's release. */
  @IsInt()
  @Min(1)
  @Max(TRANCHES_MAX)
  @ApiProperty({ type: 'integer', minimum: 1 })
  tranche!: number;

  /** As the agreement has it, or the number of its tranche; that is meant too when it is absent. */
  @MayBeAbsent()
  @IsText(400)
  milestone?: string | null;

  /** Physical progress, from 0 to 100. */
  @IsPercentage()
  percentage!: string;

  @IsDate()
  observedOn!: LocalDate;

  /** Where it can be seen. */
  @IsListOf(() => EvidenceFileBody, FILES_MAX)
  evidence!: EvidenceFileBody[];
}

export class RevokeCertificateBody extends CommandBody {
  @IsLongText(1_000)
  reason!: string;
}

export class CertificatesQuery extends PageQuery {
  /** Only those for this tranche. */
  @Transform(asNumber)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(TRANCHES_MAX)
  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  tranche?: number;
}

@ApiSchema({ name: 'Certificate', description: 'A supervisor’s word on milestone and percentage.' })
export class CertificateAnswer {
  certificate!: string;
  @ApiProperty({ type: 'integer' })
  tranche!: number;
  milestone!: string;
  percentage!: string;
  @ApiProperty({ format: 'date' })
  observedOn!: string;
  @ApiProperty({ format: 'date' })
  certifiedOn!: string;
  by!: string;
  /** Where the supervisor was employed then. */
  employer!: string | null;
  evidence!: EvidenceFileAnswer[];
  @ApiProperty({ format: 'date', nullable: true, type: String })
  revokedOn!: string | null;
  revokedBy!: string | null;
  /** Why it was revoked. */
  reason!: string | null;
  /** Its last event. */
  link!: string;
}

@ApiSchema({ name: 'Certificates', description: 'Certificates by id.' })
export class CertificatesAnswer {
  items!: CertificateAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
