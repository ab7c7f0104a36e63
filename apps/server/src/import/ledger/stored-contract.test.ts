import { join } from 'node:path';
import { verifyStoredContract } from '../../../../../test/support/stored-contract';
import { importEvents } from './import.events';

test('what imports have stored stays readable', () => {
  verifyStoredContract(importEvents, join(__dirname, 'stored'));
});
