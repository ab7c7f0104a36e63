import { join } from 'node:path';
import { verifyStoredContract } from '../../../test/support/stored-contract';
import { financingEvents } from './financing/financing.events';
import { figureEvents } from './figures/figures.events';
import { programmeEvents } from './programme/programme.events';

test('the room reads for ever what it has stored', () => {
  verifyStoredContract([...programmeEvents, ...financingEvents, ...figureEvents], join(__dirname, 'stored'));
});
