import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { CommandRefused, CommandRuntime } from '@tramo/event-log';
import { programme, programmeStream, programmeUnknown } from '@tramo/programmes';
import type { FastifyRequest } from 'fastify';
import { isName } from '../http/codes';
import { problems } from '../http/problems';

/**
 * Under the address of a programme that nobody has opened there is nothing: neither an empty list nor a policy that
 * somebody could adopt. The log is asked, which views lag behind, and of each programme only until it is found: one
 * that was opened stays.
 */
@Injectable()
export class ProgrammeGuard implements CanActivate {
  private readonly opened = new Set<string>();

  constructor(@Inject(CommandRuntime) private readonly commands: CommandRuntime) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { method, params } = context.switchToHttp().getRequest<FastifyRequest>();
    const { programme: code } = params as { readonly programme?: string };
    if (code === undefined) return true;
    if (!isName(code)) throw problems.invalid([{ field: 'programme', message: 'must be such as "par2"' }]);
    if (await this.isOpened(code)) return true;
    throw method === 'POST' ? new CommandRefused(programmeUnknown(code)) : problems.noSuch('programme', code);
  }

  private async isOpened(code: string): Promise<boolean> {
    if (this.opened.has(code)) return true;
    const { state } = await this.commands.stateOf(programme, programmeStream(code));
    if (state.opened) this.opened.add(code);
    return state.opened !== null;
  }
}
