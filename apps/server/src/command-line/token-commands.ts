import type { Command } from 'commander';
import type { IssueRequest } from '../auth/tokens';
import { Refusal } from '../refusal';
import type { Door } from './door';
import { person, roles, wholeNumber } from './options';
import { tableText } from './terminal';

interface Json {
  readonly json?: true;
}
type IssueOptions = Json & Omit<IssueRequest, 'roles'> & { readonly role: IssueRequest['roles'] };

export function addTokenCommands(program: Command, door: () => Door): void {
  const token = program
    .command('token')
    .description('bearer tokens: who may speak to the server, and as whom');
  token
    .command('issue')
    .description('make a token and print it, this once')
    .requiredOption('--person <id>', 'for whom it acts', person)
    .requiredOption('--role <role>', 'what that person may do; give it once per role', roles)
    .requiredOption('--label <text>', 'what it is for')
    .option('--expires-in-days <days>', 'when it ends by itself; never when absent', wholeNumber(1, 3_660))
    .option('--json', 'the answer as JSON')
    .action((options: IssueOptions) => issue(door(), options));
  token
    .command('list')
    .description('every token there is or was, without the tokens themselves')
    .option('--json', 'the answer as JSON')
    .action((options: Json) => list(door(), options));
  token
    .command('revoke')
    .description('end a token for good')
    .argument('<id>', 'the id that "token list" shows')
    .action((id: string) => revoke(door(), id));
}

async function issue(door: Door, { json, role, ...request }: IssueOptions): Promise<void> {
  const body = { ...request, roles: role };
  const server = door.server('change');
  const issued = server
    ? await server.issueToken(body)
    : await door.withTokens((tokens) => tokens.issue(body));
  process.stdout.write(`${json ? JSON.stringify(issued) : issued.token}\n`);
}

async function list(door: Door, { json }: Json): Promise<void> {
  const server = door.server('change');
  const tokens = server ? await server.listTokens() : await door.withTokens((all) => all.list());
  if (json) {
    process.stdout.write(`${JSON.stringify(tokens)}\n`);
    return;
  }
  const now = new Date().toISOString();
  const rows = tokens.map((token) => [
    token.id,
    token.person,
    token.roles.join(','),
    token.revokedAt ? 'revoked' : token.expiresAt && token.expiresAt <= now ? 'expired' : 'valid',
    token.createdAt.slice(0, 10),
    token.expiresAt?.slice(0, 10) ?? 'never',
    token.label,
  ]);
  process.stdout.write(`${tableText(['id', 'person', 'roles', 'state', 'made', 'ends', 'label'], rows)}\n`);
}

async function revoke(door: Door, id: string): Promise<void> {
  const server = door.server('change');
  if (server) return server.revokeToken(id);
  const revoked = await door.withTokens((tokens) => tokens.revoke(id));
  if (!revoked) throw new Refusal(`no token that is still valid has the id ${id}`);
}
