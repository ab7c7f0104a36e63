import { foldedHouse } from '../support/folded-house';
import { disagreements } from '../support/money-agrees';
import { bob, document, TrancheWorld } from './tranche-world';

let world: TrancheWorld;

beforeEach(async () => {
  world = await TrancheWorld.open();
});
afterEach(() => world.server.stop());

const agree = async () => disagreements(await foldedHouse(world.server.system.log));

test('what rounds to nothing in the lender’s currency arrives all the same, and is eligible for nothing', async () => {
  const cent = { documents: [document], amount: bob('0.01') };
  await world.accepted('olga', world.path(1, 'requests'), cent);
  await world.accepted('dora', world.path(1, 'reviews'), { opinion: 'complete' });
  await world.accepted('fina', world.path(1, 'signatures'), {});
  await world.accepted('mario', world.path(1, 'signatures'), {});
  await world.accepted('tito', world.path(1, 'orders'), { payer: 'operativa' });
  await world.accepted('tito', world.path(1, 'sendings'), { reference: 'file 9' });
  await world.accepted('tito', world.path(1, 'confirmations'), { reference: 'bank 77' });
  expect(await agree()).toEqual([]);
  await world.accepted('tito', world.path(1, 'bounces'), { reason: 'no such account' });
  expect(await agree()).toEqual([]);
});
