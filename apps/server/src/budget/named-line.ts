import type { Line } from '@tramo/programmes';
import type { NamedLineBody } from './shapes.dto';

/** A line in full: what a person leaves out of it is absent. */
export const namedLine = (body: NamedLineBody): Line => ({
  entity: body.entity,
  source: body.source,
  financing: body.financing ?? null,
  category: body.category ?? null,
  component: body.component ?? null,
  budgetCode: body.budgetCode ?? null,
  region: body.region ?? null,
  scope: body.scope ?? null,
});
