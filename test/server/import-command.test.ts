import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { par2Tables } from '../published/par2-tables';
import { inDirectory, runToEnd, startBuilt, stopBuilt, type Ended } from './built';

/** As it is typed, without the time that it took. */
const typed = ({ code, stdout, stderr }: Ended): unknown[] => [
  code,
  stdout.replace(/, in \d+ s\n/, '\n'),
  stderr,
];

test('tables are imported from the command line, with a table of what is wrong with them', async () => {
  await inDirectory(async (directory) => {
    const dataDir = join(directory, 'data');
    const tables = join(directory, 'tables');
    await mkdir(tables);
    for (const [name, content] of Object.entries(par2Tables)) await writeFile(join(tables, name), content);
    const rates = join(tables, 'rates.csv');
    const good = par2Tables['rates.csv']!;
    let variables: Readonly<Record<string, string>> = {};
    const run = (...args: readonly string[]): Promise<Ended> =>
      runToEnd('cli', ['--data', dataDir, ...args], variables);
    const tramo = (...args: readonly string[]): Promise<Ended> => run('import', ...args);

    const server = await startBuilt(dataDir);
    try {
      const refused = await tramo(tables);
      expect([refused.code, refused.stderr]).toEqual([
        1,
        expect.stringMatching(
          /administrator does not import .*inscriptions\.csv.*: that needs the role coordinator or finance-specialist; get one by "tramo token issue .*TRAMO_TOKEN/,
        ),
      ]);
      const finance = ['--person', 'fina', '--role', 'finance-specialist', '--label', 'import', '--json'];
      const issued = await run('token', 'issue', ...finance);
      variables = { TRAMO_TOKEN: (JSON.parse(issued.stdout) as { token: string }).token };
      await writeFile(rates, good.replace('6.86', 'x6.86'));
      expect(typed(await tramo(tables))).toEqual([
        1,
        [
          'where        column  value  code            why                            cure',
          'rates.csv:2  value   x6.86  CELL_MALFORMED  it is no decimal with a point  write it such as "1254211.00", without separators of thousands',
          '',
        ].join('\n'),
        'tramo: nothing was imported: 1 bad row\n',
      ]);
      await writeFile(rates, good);
      const tried = 'nothing is wrong with 53 rows: 18 commands\n';
      expect(typed(await tramo(tables, '--dry-run'))).toEqual([0, tried, '']);
      expect(typed(await tramo(tables))).toEqual([0, 'imported 53 rows in 18 commands\n', '']);
      const again = await tramo(rates, '--json');
      expect(JSON.parse(again.stdout)).toMatchObject({ state: 'unchanged', by: 'fina' });
      expect((await tramo(tables, '--decimal', 'dot')).code).toBe(2);
      expect((await tramo(join(directory, 'nowhere'))).stderr).toMatch(/nowhere cannot be read: ENOENT\n$/);
    } finally {
      await stopBuilt(server);
    }
    expect(typed(await tramo(tables))).toEqual([
      1,
      '',
      'tramo: no server is running: start it, for the import is its work\n',
    ]);
  });
});
