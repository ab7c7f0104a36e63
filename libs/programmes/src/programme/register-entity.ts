import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { programmeStream, type EntityKind } from '../codes';
import { programme } from './programme.state';
import { programmeUnknown } from './rules-of-programme';

export type RegisterEntityBody = {
  readonly programme: string;
  readonly code: string;
  readonly name: string;
  readonly kind: EntityKind;
};

export class RegisterEntity extends LedgerCommand<RegisterEntityBody> {}

export const RegisterEntityHandler = decides(RegisterEntity, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: (state, { programme: of, code, name, kind }) => {
    if (!state.opened) return programmeUnknown(of);
    if (state.entities.has(code)) return entityTaken(of, code);
    return accept([{ type: 'EntityRegistered', data: { programme: of, code, name, kind } }]);
  },
});

const entityTaken = (of: string, code: string): Rejection =>
  new Rejection({
    code: 'CODE_TAKEN',
    category: 'conflict',
    message: `an entity ${code} keeps its books already`,
    values: { programme: of, classifier: 'entity', codes: [code] },
    cure: 'choose another code: what has been registered is never renamed',
    field: 'code',
  });
