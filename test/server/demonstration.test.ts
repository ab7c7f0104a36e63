import { CommandBus } from '@nestjs/cqrs';
import { demonstrate } from '../../apps/server/src/demonstration/demonstrate';
import { demonstration } from '../../apps/server/src/demonstration/demonstration';
import { house } from '../../apps/server/src/house';
import { startServer, type TestServer } from './support';

jest.setTimeout(180_000);

describe('the demonstration', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    await demonstrate(server.app.get(CommandBus));
  });
  afterAll(() => server.stop());

  it('is the same every time', () => {
    const told = (): unknown => demonstration().map(({ by, on }) => [by, on]);
    expect(told()).toEqual(told());
  });
});
