import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CertifyProgress, RevokeCertificate } from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import {
  CertificatePath,
  CertificatesAnswer,
  CertificatesQuery,
  CertifyProgressBody,
  RevokeCertificateBody,
} from './certificates.dto';
import { AgreementPath } from './contracts-commands.dto';
import { ContractViews } from './contracts-views';

/** What supervisors have seen. */
@ApiTags('agreements')
@Controller('api/v1/programmes/:programme/agreements/:agreement/certificates')
export class CertificatesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ContractViews,
  ) {}

  /** Its certificates by id. */
  @Get()
  @ReadsViews('agreements')
  @ApiOkResponse({ type: CertificatesAnswer })
  list(
    @Param() { programme, agreement }: AgreementPath,
    @Query() query: CertificatesQuery,
  ): Promise<CertificatesAnswer> {
    return this.views.certificates({ programme, agreement }, query);
  }

  /** Certifies milestone and percentage; neither who requests tranches nor who advised does so. */
  @PostCommand()
  @AllowRoles('field-supervisor')
  certify(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: CertifyProgressBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CertifyProgress({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Revokes a certificate, as long as nothing was sent on the strength of it. */
  @PostCommand(':certificate/revocations')
  @AllowRoles('field-supervisor', 'coordinator')
  revoke(
    @Param() { programme, agreement, certificate }: CertificatePath,
    @Body() body: RevokeCertificateBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const of = { programme, agreement, certificate };
    return this.commands.execute(new RevokeCertificate({ ...ownFields(body), ...of }, asked));
  }
}
