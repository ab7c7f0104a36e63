import { join } from 'node:path';
import { verifyStoredContract } from '../../../test/support/stored-contract';
import { identityEvents } from './handlers';

test('what this room has stored stays readable', () => {
  verifyStoredContract(identityEvents, join(__dirname, 'stored'));
});
