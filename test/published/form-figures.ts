import { codeOf, type Form } from './form';

/** What a form prints that is no money, and what it declares. */
export function figures(form: Form): readonly object[] {
  const { year, document: source } = form;
  const figure = (code: string, value: number | null, unit: string, more: object = {}): readonly object[] =>
    value === null ? [] : [{ figure: code, year, value: String(value), unit, source, ...more }];
  return [
    ...form.regions.rows.flatMap(({ region, beneficiaries }) =>
      figure('beneficiaries', beneficiaries, 'persons', { region }),
    ),
    ...form.components.rows.flatMap(({ code: component, production, production_unit: unit }) =>
      figure('production', production, unit, { component }),
    ),
    ...form.population.flatMap(({ year: of, potential, objective, effective, coverage_printed }) => [
      ...figure('population-potential', potential, 'persons', { year: of }),
      ...figure('population-objective', objective, 'persons', { year: of }),
      ...figure('population-effective', effective, 'persons', { year: of }),
      ...figure('coverage', coverage_printed, 'percent', { year: of, declared: true }),
    ]),
    ...form.perBeneficiary.flatMap(({ year: of, printed }) =>
      figure('spending-per-beneficiary', printed, 'thousand CLP', { year: of, declared: true }),
    ),
    ...form.administrative.rows.flatMap((row) =>
      figure('spending', row.amount, 'thousand CLP', { budgetCode: codeOf(form, row), declared: true }),
    ),
  ];
}
