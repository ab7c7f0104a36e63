import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiSecurity } from '@nestjs/swagger';
import type { Role } from './actor';

/**
 * Opens a route to everybody. Without it a route answers nobody who shows no valid token. Kept where Fastify
 * finds it before it has read a byte of the body.
 */
export const Public = (): MethodDecorator => applyDecorators(RouteConfig({ public: true }), ApiSecurity({}));

export const ALLOWED_ROLES = 'tramo:allowed-roles';

/** Closes a route, or all of a controller's, to everybody who holds none of these roles. */
export const AllowRoles = (...roles: readonly [Role, ...Role[]]): ClassDecorator & MethodDecorator =>
  SetMetadata(ALLOWED_ROLES, roles);
