import { join } from 'node:path';
import { verifyStoredContract } from '../../../test/support/stored-contract';
import { agreementsEvents } from './events';

test('the room reads for ever what it has stored', () => {
  verifyStoredContract(agreementsEvents, join(__dirname, 'stored'));
});
