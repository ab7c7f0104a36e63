import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsViews } from '../http/reads-views';
import { AllianceFile } from './alliance-file';
import { AllianceFileAnswer } from './alliance-file.dto';
import { AlliancePath } from './alliances-commands.dto';

/** Everything about one alliance in one place. */
@ApiTags('alliances')
@Controller('api/v1/programmes/:programme/alliances/:alliance/file')
export class AllianceFileController {
  constructor(private readonly files: AllianceFile) {}

  /**
   * The alliance with its agreement, account, tranches, counterpart, expenses and clock, and one timeline of the events
   * of all its streams in the order in which they were recorded.
   */
  @Get()
  @ReadsViews('agreements', 'programmes', 'treasury')
  @ApiOkResponse({ type: AllianceFileAnswer })
  file(@Param() { programme, alliance }: AlliancePath): Promise<AllianceFileAnswer> {
    return this.files.of({ programme, alliance });
  }
}
