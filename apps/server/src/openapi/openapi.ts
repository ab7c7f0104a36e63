import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemDto } from '../http/problem.dto';
import { describeTables } from '../http/tables/openapi-tables';
import { VERSION } from '../version';
import { describeAccess, operationIdOf } from './describe-access';
import { describeParameters } from './describe-parameters';
import { describeRefusals } from './describe-refusals';
import { operationsOf } from './operations';

const DESCRIPTION = `An event-sourced disbursement and fiduciary ledger.

**Token.** Every route but the health routes asks for \`Authorization: Bearer …\`. A token is of one person and has roles;
each operation names the roles that may ask for it.

**Commands** are the POST routes with an \`Idempotency-Key\`: one key per command, and the same key again when it is
repeated. The answer names a \`position\`; the routes that read take it as \`after\`, and show at least what it wrote.
\`effectiveOn\` is the day on which a command counts, today when absent; a day in a closed month is refused.

**Money** is \`{"amount": "1254211.00", "currency": "BOB"}\`: a decimal as text, a point, no thousands separator, and no
more decimals than the currency has.

**As-of.** Reports take two axes: \`effectiveUpTo\`, a day on which things count, and \`recordedUpTo\`, an instant up to
which the ledger had learned of them.

**Lists** answer \`items\` and, where they have pages, \`next\`: pass it as \`cursor\` until it is null. Every list is also a
table for spreadsheets with \`format=csv\`.

**Refusals** are problem documents (RFC 9457) with a stable \`code\`, the \`values\` that were compared and a \`cure\`.`;

const PROBLEM = {
  description: 'Refused, or failed; `code` says why.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The document of the routes that this server really has, made of the decorators that make the routes. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tramo')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addSecurity('token', { type: 'http', scheme: 'bearer' })
    .addSecurityRequirements('token')
    .addGlobalResponse({ status: 'default', ...PROBLEM })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemDto],
    operationIdFactory: operationIdOf,
  });
  for (const { post } of Object.values(document.paths)) withoutGuess(post?.responses);
  const operations = operationsOf(document);
  describeAccess(app, operations);
  describeRefusals(document, operations);
  describeParameters(operations);
  return describeTables(document);
}

/** To the plugin that reads comments a command's route is no POST, and so it guesses a status that is never answered. */
function withoutGuess(responses: OperationResponses | undefined): void {
  if (responses?.['201']) delete responses['200'];
}

type OperationResponses = NonNullable<OpenAPIObject['paths'][string]['post']>['responses'];
