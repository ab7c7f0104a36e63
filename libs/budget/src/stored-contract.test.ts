import { join } from 'node:path';
import { verifyStoredContract } from '../../../test/support/stored-contract';
import { budgetEvents } from './events';

test('the room reads for ever what it has stored', () => {
  verifyStoredContract(budgetEvents, join(__dirname, 'stored'));
});
