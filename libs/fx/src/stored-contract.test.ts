import { join } from 'node:path';
import { verifyStoredContract } from '../../../test/support/stored-contract';
import { fxEvents } from './handlers';

test('what this room has stored stays readable', () => {
  verifyStoredContract(fxEvents, join(__dirname, 'stored'));
});
