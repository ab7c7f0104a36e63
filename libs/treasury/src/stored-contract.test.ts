import { join } from 'node:path';
import { verifyStoredContract } from '../../../test/support/stored-contract';
import { treasuryEvents } from './events';

test('the room reads for ever what it has stored', () => {
  verifyStoredContract(treasuryEvents, join(__dirname, 'stored'));
});
