import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { problems } from '../http/problems';
import { ALLOWED_ROLES } from './access';
import type { Role } from './actor';

/** Who may, once it is known who asks. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOWED_ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!allowed) return true;
    const held = context.switchToHttp().getRequest<FastifyRequest>().actor?.roles ?? [];
    if (held.some((role) => allowed.includes(role))) return true;
    throw problems.roleMissing(allowed);
  }
}
