import { ModulesContainer, Reflector } from '@nestjs/core';
import type { INestApplication, Type } from '@nestjs/common';
import { ALLOWED_ROLES } from '../auth/access';
import type { Role } from '../auth/actor';
import type { Operation } from './operations';

/** The name of an operation, by which the route that it describes is found again. */
export const operationIdOf = (controller: string, method: string): string =>
  `${controller.replace(/Controller$/, '')}_${method}`;

type RolesById = ReadonlyMap<string, readonly Role[]>;

/** Says of every operation whose it is, as the guard will read it from the same decorators. */
export function describeAccess(app: INestApplication, operations: readonly Operation[]): void {
  const roles = rolesById(app);
  for (const operation of operations) {
    const allowed = roles.get(operation.operationId ?? '');
    if (allowed) Object.assign(operation, { 'x-roles': allowed });
    if (!isOpen(operation)) operation.description = described(operation.description, allowed);
  }
}

function rolesById(app: INestApplication): RolesById {
  const reflector = app.get(Reflector);
  const found = new Map<string, readonly Role[]>();
  for (const { metatype } of controllersOf(app)) {
    const members = Object.getOwnPropertyDescriptors(metatype.prototype as object);
    for (const [method, { value }] of Object.entries(members)) {
      if (typeof value !== 'function') continue;
      const handler = value as Type;
      const allowed = reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOWED_ROLES, [
        handler,
        metatype,
      ]);
      if (allowed) found.set(operationIdOf(metatype.name, method), allowed);
    }
  }
  return found;
}

const controllersOf = (app: INestApplication): readonly { readonly metatype: Type }[] =>
  [...app.get(ModulesContainer).values()].flatMap(({ controllers }) =>
    [...controllers.values()].map(({ metatype }) => ({ metatype: metatype as Type })),
  );

export const isOpen = ({ security }: Operation): boolean =>
  security?.some((one) => Object.keys(one).length === 0) ?? false;

const described = (said: string | undefined, allowed: readonly Role[] | undefined): string =>
  [said, allowed ? `For the roles ${allowed.map((role) => `\`${role}\``).join(', ')}.` : 'For every role.']
    .filter(Boolean)
    .join('\n\n');
