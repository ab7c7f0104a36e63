import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readSettings } from '../../apps/server/src/config/settings';
import { ROOT } from './run-tool';

interface Service {
  readonly build?: string;
  readonly profiles: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const compose = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Readonly<Record<string, Service>>;
  volumes: Readonly<Record<string, null>>;
};
const services = Object.entries(compose.services);
const example = readFileSync(join(ROOT, '.env.example'), 'utf8');

/** What compose makes of `${NAME:-default}` when the person has filled in the password and nothing else. */
const interpolate = (text: string): string =>
  text.replace(/\$\{(\w+):-([^}]*)\}/g, (_, name: string, otherwise: string) =>
    name === 'POSTGRES_PASSWORD' ? 'secret' : otherwise,
  );

const settingsOf = (name: string) =>
  readSettings(
    Object.fromEntries(
      Object.entries(compose.services[name]!.environment).map(([key, value]) => [key, interpolate(value)]),
    ),
  );

it.each([
  ['tramo', 'machine', 'sqlite', 'sqlite'],
  ['tramo-on-servers', 'servers', 'eventstoredb', 'postgres'],
  ['tramo-on-cluster', 'cluster', 'eventstoredb', 'postgres'],
])('gives %s, of profile %s, an environment the server accepts', (name, profile, log, sql) => {
  expect(compose.services[name]!.profiles).toEqual([profile]);
  const settings = settingsOf(name);
  expect(settings.log.engine).toBe(log);
  expect(settings.views.engine).toBe(sql);
  expect(settings.state.engine).toBe(sql);
});

it('starts with every profile what its services depend on, and declares every volume', () => {
  for (const [, service] of services) {
    for (const needed of Object.keys(service.depends_on ?? {})) {
      expect(compose.services[needed]!.profiles).toEqual(expect.arrayContaining([...service.profiles]));
    }
    for (const volume of service.volumes) {
      expect(compose.volumes).toHaveProperty(volume.split(':')[0]!);
    }
  }
});

it('points Tramo at services by the names they have', () => {
  const hosts = services
    .flatMap(([, { environment }]) => [environment['TRAMO_EVENTSTORE'], environment['TRAMO_VIEWS']])
    .flatMap((address) => address?.match(/(?<=\/\/|@|,)[\w-]+(?=:\d+)/g) ?? []);
  expect(new Set(hosts)).toEqual(new Set(['log', 'log1', 'log2', 'log3', 'postgres']));
  for (const host of hosts) expect(compose.services).toHaveProperty(host);
});

it('holds no secret, and names in the example every variable a person may fill in', () => {
  const asked = new Set(JSON.stringify(compose).match(/(?<=\$\{)\w+/g));
  expect(asked.size).toBeGreaterThan(3);
  for (const name of asked) expect(example).toMatch(new RegExp(`^${name}=`, 'm'));
  expect(example).toMatch(/^POSTGRES_PASSWORD=$/m);
  expect(example).toMatch(/^TRAMO_BOOTSTRAP_TOKEN=$/m);
});
