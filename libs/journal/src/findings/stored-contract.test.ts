import { join } from 'node:path';
import { verifyStoredContract } from '../../../../test/support/stored-contract';
import { findingEvents } from './finding.events';

it('reads for ever what was once said about findings', () => {
  verifyStoredContract(findingEvents, join(__dirname, 'stored'));
});
