import { clp, codeOf, SCOPE, SOURCE, type Body, type Form, type Posted } from './form';
import { figures } from './form-figures';
import { ground } from './form-ground';
import { jointAllocation, type JointCell } from './joint-allocation';

/** What is printed of them are totals of their own; which went with which was derived. */
const DERIVED = ['component', 'budgetCode', 'region'];

/** Everything that has to be posted for a form, in order. */
export function postingsOf(form: Form): readonly Posted[] {
  const code = form.programme.code;
  const start = { as: 'rosa', on: form.programme.startedOn } as const;
  const [opening, ending] = [`${form.year}-01-01`, `${form.year}-12-31`];
  const cells = jointAllocation(
    form.components.rows,
    form.regions.rows.map(({ region, spending }) => ({ code: region, amount: spending })),
  );
  return [
    ...ground(form).map(({ path, body }) => ({ ...start, path, body })),
    ...budget(form, cells).map(({ path, body }) => ({ as: 'ana', on: opening, path, body }) as const),
    ...cells.flatMap((cell, index) => spent(form, { cell, index })),
    ...staff(form).map((body) => ({
      as: 'ana' as const,
      on: ending,
      path: `programmes/${code}/agreements/${agreementOf(form, 0)}/cost-allocations`,
      body,
    })),
    { as: 'ana', on: ending, path: `programmes/${code}/figures`, body: { figures: figures(form) } },
  ];
}

/** The budget is known in total only: it is inscribed on a line without divisions, and goes from there to those that spend. */
function budget(form: Form, cells: readonly JointCell[]): readonly Body[] {
  const { code } = form.programme;
  const { initial, final } = form.budget;
  const path = `programmes/${code}/budgets/${form.year}`;
  const undivided = { source: SOURCE };
  const change = final - initial;
  const lines = (thousands: number) => [{ line: undivided, amount: clp(thousands) }];
  const inscribed = (kind: string, type: string, thousands: number): readonly Body[] => [
    { path: `${path}/plans`, body: { lines: lines(thousands) } },
    {
      path: `${path}/inscriptions`,
      body: { kind, legalAct: legalAct(form, type), lines: lines(thousands) },
    },
  ];
  return [
    { path: `programmes/${code}/budgets`, body: { year: form.year } },
    ...inscribed('initial', 'ley', initial),
    ...(change > 0 ? inscribed('additional', 'decreto 1', change) : []),
    ...(change < 0
      ? [
          {
            path: `${path}/reductions`,
            body: { legalAct: legalAct(form, 'decreto 1'), lines: lines(-change) },
          },
        ]
      : []),
    ...cells.map((cell) => ({
      path: `${path}/transfers`,
      body: {
        legalAct: legalAct(form, 'decreto 2'),
        from: undivided,
        to: lineOf(form, cell),
        amount: clp(cell.amount),
      },
    })),
  ];
}

const legalAct = ({ year }: Form, type: string) => ({
  type,
  number: `${type} ${year}`,
  date: `${year}-01-01`,
});

function lineOf(form: Form, { row, column }: JointCell) {
  const component = form.components.rows.find(({ code }) => code === row)!;
  const coded = form.spending.rows.find(({ subtitulo }) => subtitulo === component.subtitulo)!;
  return { source: SOURCE, component: row, region: column, budgetCode: codeOf(form, coded) };
}

const agreementOf = ({ programme: { code } }: Form, index: number): string => `${code}-${index + 1}`;

/** Every peso of a component in a region once: signed with the unit itself, committed and spent. */
function spent(
  form: Form,
  { cell, index }: { readonly cell: JointCell; readonly index: number },
): readonly Posted[] {
  const { year } = form;
  const agreement = agreementOf(form, index);
  const path = `programmes/${form.programme.code}/agreements`;
  const amount = clp(cell.amount);
  const [on, ending] = [`${year}-01-02`, `${year}-12-31`];
  return [
    {
      as: 'rosa',
      on,
      path,
      body: {
        agreement,
        kind: 'administration',
        reference: `${cell.row}, ${cell.column}`,
        line: lineOf(form, cell),
        credit: amount,
        startsOn: on,
        endsOn: ending,
        tranches: [{ tranche: 1, amount, budgetYear: year }],
      },
    },
    { as: 'ana', on, path: `${path}/${agreement}/commitments`, body: { budgetYear: year } },
    {
      as: 'tito',
      on: ending,
      path: `${path}/${agreement}/spendings`,
      body: { spending: 'S-1', budgetYear: year, amount, concept: form.document, derived: DERIVED },
    },
  ];
}

/** What no component spends is staff and offices of the agency: a proration, for which the programme pays nothing. */
function staff(form: Form): readonly object[] {
  const ofComponents = new Set(form.components.rows.map(({ subtitulo }) => subtitulo));
  return form.spending.rows
    .filter(({ subtitulo }) => !ofComponents.has(subtitulo))
    .map((row, index) => ({
      allocation: `C-${index + 1}`,
      budgetYear: form.year,
      driver: form.administrative.driver,
      version: form.year,
      outside: true,
      lines: [
        {
          line: { source: SOURCE, scope: SCOPE, budgetCode: codeOf(form, row) },
          amount: clp(row.amount),
        },
      ],
    }));
}
