import { LEVELS, pathOf, SCOPE, SOURCE, THOUSAND, type Body, type Coded, type Form } from './form';

/** The programme and its lists. */
export function ground(form: Form): readonly Body[] {
  const { code, name, agency, unit, startedOn: validFrom } = form.programme;
  const programme = `programmes/${code}`;
  const classifier = (which: string, entries: readonly object[]): Body => ({
    path: `${programme}/classifiers/${which}`,
    body: { entries: entries.map((entry) => ({ ...entry, validFrom })) },
  });
  return [
    {
      path: 'programmes',
      body: {
        programme: code,
        name,
        country: 'CL',
        agency,
        zone: 'America/Santiago',
        bookCurrency: 'CLP',
        displayUnit: THOUSAND,
        unit,
      },
    },
    { path: `${programme}/budget-code-schemes`, body: { levels: LEVELS, separator: '.' } },
    classifier('source', [{ code: SOURCE, name: 'Aporte fiscal', sourceKind: 'treasury' }]),
    classifier('scope', [{ code: SCOPE, name: 'Gasto administrativo' }]),
    classifier(
      'component',
      form.components.rows.map((row) => ({ code: row.code, name: row.name })),
    ),
    classifier(
      'region',
      form.regions.rows.map(({ region }) => ({ code: region, name: region })),
    ),
    classifier('budgetCode', budgetCodes(form)),
  ];
}

/** Every code that is printed, with those above it; where one is printed says in which table it was found. */
function budgetCodes(form: Form): readonly object[] {
  const named = new Map(form.spending.rows.map(({ subtitulo, subtitulo_name: name }) => [subtitulo, name]));
  const entries = new Map<string, object>();
  const define = (coded: Coded, reference: string): void => {
    const path = pathOf(form, coded);
    for (const [depth, { key: level, name }] of LEVELS.entries()) {
      const code = path.slice(0, depth + 1).join('.');
      if (entries.has(code)) continue;
      entries.set(code, {
        code,
        name: level === 'subtitulo' ? (named.get(coded.subtitulo) ?? name) : `${name} ${path[depth]}`,
        level,
        ...(depth > 0 && { parent: path.slice(0, depth).join('.') }),
        reference,
      });
    }
  };
  for (const row of form.spending.rows) define(row, 'spending by budget code');
  for (const row of form.administrative.rows) define(row, 'administrative spending');
  return [...entries.values()];
}
