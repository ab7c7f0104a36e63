import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { problems } from '../http/problems';
import { AllowRoles } from './access';
import { Tokens } from './tokens';
import { IssuedTokenAnswer, IssueTokenBody, TokensAnswer } from './tokens.dto';

@ApiTags('tokens')
@Controller('api/v1/tokens')
@AllowRoles('administrator')
export class TokensController {
  constructor(private readonly tokens: Tokens) {}

  /** Makes a bearer token; the answer is the only copy of it. */
  @Post()
  @ApiCreatedResponse({ type: IssuedTokenAnswer })
  issue(@Body() body: IssueTokenBody): Promise<IssuedTokenAnswer> {
    return this.tokens.issue(body);
  }

  /** Every token there is or was, without the tokens themselves. */
  @Get()
  @ApiOkResponse({ type: TokensAnswer })
  async list(): Promise<TokensAnswer> {
    return { tokens: [...(await this.tokens.list())] };
  }

  /** Ends a token for good. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@Param('id') id: string): Promise<void> {
    if (!(await this.tokens.revoke(id))) throw problems.noSuchToken(id);
  }
}
