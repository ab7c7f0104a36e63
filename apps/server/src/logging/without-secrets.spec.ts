import { withoutSecrets } from './without-secrets';

describe('what leaves the process', () => {
  it.each([
    ['postgres://tramo:hunter2@db:5432/tramo refused', 'postgres://…@db:5432/tramo refused'],
    ['esdb+discover://admin:p@ss@n1:2113,n2:2113', 'esdb+discover://…@n1:2113,n2:2113'],
    ['postgres://db/tramo?user=x&password=hunter2&ssl=1', 'postgres://db/tramo?user=x&password=…&ssl=1'],
    ['{"authorization":"Bearer abcdefgh.12345678"}', '{"authorization":"Bearer …"}'],
    ['the bearer token is unknown, expired or revoked', 'the bearer token is unknown, expired or revoked'],
    [`token tramo_${'x'.repeat(43)} given`, 'token tramo_… given'],
    ['http://127.0.0.1:3000 listens', 'http://127.0.0.1:3000 listens'],
    ['schema tramo_state', 'schema tramo_state'],
  ])('%s', (line, shown) => {
    expect(withoutSecrets(line)).toBe(shown);
  });
});
