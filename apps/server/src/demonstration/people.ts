import type { Role } from '../auth/actor';

export interface Person {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly employer: string;
  readonly hiredBy: string | null;
}

const UNIT = 'EMPODERAR';
const ADVISERS = 'Consultora Andina';
const SUPERVISORS = 'Supervisión de Campo SRL';

const of =
  (employer: string, ...roles: readonly Role[]) =>
  (person: string, hiredBy: string | null = null): Person => ({ person, roles, employer, hiredBy });

/** Nobody in particular: what they are called says what they do. */
export const PEOPLE = {
  administrator: of(UNIT, 'administrator')('administracion'),
  coordinator: of(UNIT, 'coordinator')('coordinacion'),
  contracts: of(UNIT, 'coordinator')('convenios'),
  secondCoordinator: of(UNIT, 'coordinator')('coordinacion.adjunta'),
  finance: of(UNIT, 'finance-specialist')('finanzas'),
  secondFinance: of(UNIT, 'finance-specialist')('finanzas.senior'),
  disbursements: of(UNIT, 'disbursement-analyst')('desembolsos'),
  fiduciary: of(UNIT, 'fiduciary-analyst')('fiduciario'),
  secondFiduciary: of(UNIT, 'fiduciary-analyst')('fiduciario.segundo'),
  treasurer: of(UNIT, 'treasurer')('tesoreria'),
  officer: of(UNIT, 'alliance-officer')('alianzas.occidente'),
  secondOfficer: of(UNIT, 'alliance-officer')('alianzas.oriente'),
  rater: of(UNIT, 'fiduciary-analyst', 'alliance-officer')('evaluacion'),
  adviser: of(ADVISERS, 'alliance-officer')('asesoria.andina'),
  supervisor: of(SUPERVISORS, 'field-supervisor')('supervision.valles'),
  secondSupervisor: of(SUPERVISORS, 'field-supervisor')('supervision.llanos'),
  auditor: of('Auditoría interna', 'auditor')('auditoria'),
  manager: of(UNIT, 'manager')('direccion'),
} as const satisfies Readonly<Record<string, Person>>;

export type Somebody = keyof typeof PEOPLE;
