import { ENTITY_KINDS, RegisterEntity } from '@tramo/programmes';
import { names, on, programme, title } from './columns';
import { code, oneOf } from './form';
import { act, defineTemplate, needed } from './template';

export const entities = defineTemplate({
  kind: 'entities',
  about: 'Entities besides the executing unit: funds, trusts, organisations.',
  when: 'ground',
  columns: {
    programme,
    code: needed(code, 'of the entity', 'FPS'),
    name: title,
    kind: needed(oneOf(...ENTITY_KINDS), 'whose books', 'fund'),
    on,
  },
  needs: (cells) => [names.programme(cells)],
  acts: ([{ on: day, ...body }]) => [
    act(RegisterEntity, body, { on: day, places: { programme: 'programme', code: 'code' } }),
  ],
});
