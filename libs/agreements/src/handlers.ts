import { allianceHandlers } from './alliances';
import { certificatesHandlers } from './certificates/handlers';
import { contractHandlers } from './contract/handlers';
import { counterpartHandlers } from './counterpart/handlers';
import { expensesHandlers } from './expenses/handlers';
import { tranchesHandlers } from './tranches/handlers';
import { worksHandlers } from './works/handlers';

/** What answers the commands of the room. */
export const agreementsHandlers = [
  ...allianceHandlers,
  ...contractHandlers,
  ...counterpartHandlers,
  ...certificatesHandlers,
  ...tranchesHandlers,
  ...expensesHandlers,
  ...worksHandlers,
];
