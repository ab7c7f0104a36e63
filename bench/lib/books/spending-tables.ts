const line = (cells: readonly (string | number)[]): string => `${cells.join(',')}\n`;
const table = (header: string, rows: Iterable<readonly (string | number)[]>): Buffer =>
  Buffer.from(line([header]) + [...rows].map(line).join(''));

const AGREEMENTS = 64;
const DAY_MS = 86_400_000;
const agreements = Array.from({ length: AGREEMENTS }, (_, index) => `adm-${index}`);

const dayOf = (index: number): string =>
  new Date(Date.UTC(2022, 1, 1) + (index % 300) * DAY_MS).toISOString().slice(0, 10);

/** A programme with agreements of administration that may spend what the rows below spend. */
export const ground = (rows: number): Readonly<Record<string, Buffer>> => {
  const each = `${Math.ceil(rows / AGREEMENTS) * 100}.00`;
  return {
    'programmes.csv': table(
      'programme,name,country,agency,zone,book_currency,display_unit,unit,unit_name,on',
      [['bench', 'Bench', 'BO', 'Agency', 'America/La_Paz', 'BOB', 1, 'U', 'Unit', '2022-01-01']],
    ),
    'classifiers.csv': table('programme,classifier,code,name,valid_from,source_kind,on', [
      ['bench', 'source', 'TGN', 'Treasury', '2020-01-01', 'treasury', '2022-01-01'],
      ...agreements.map((code) => ['bench', 'component', code, code, '2020-01-01', '', '2022-01-01']),
    ]),
    'budgets.csv': table('programme,budget_year,on', [['bench', 2022, '2022-01-01']]),
    'plans.csv': table(
      'programme,budget_year,source,component,amount,currency,on',
      agreements.map((code) => ['bench', 2022, 'TGN', code, each, 'BOB', '2022-01-02']),
    ),
    'inscriptions.csv': table(
      'programme,budget_year,kind,act_type,act_number,act_date,source,component,amount,currency,on',
      agreements.map((code) => [
        ...['bench', 2022, 'initial', 'ley', '1', '2022-01-01', 'TGN', code, each, 'BOB', '2022-01-03'],
      ]),
    ),
    'agreements.csv': table(
      'programme,agreement,reference,kind,source,component,credit,currency,starts_on,ends_on,tranche,tranche_amount,tranche_year,on',
      agreements.map((code) => [
        ...['bench', code, code, 'administration', 'TGN', code, each, 'BOB', '2022-01-01', '2022-12-31'],
        ...[1, each, 2022, '2022-01-04'],
      ]),
    ),
    'instalments.csv': table(
      'programme,agreement,budget_year,on',
      agreements.map((code) => ['bench', code, 2022, '2022-01-05']),
    ),
  };
};

/** A year of spending in the order of its days. */
export const spending = (rows: number): Buffer =>
  table(
    'programme,agreement,budget_year,spending,amount,currency,supplier,concept,on',
    Array.from({ length: rows }, (_, index) => [
      ...['bench', agreements[index % AGREEMENTS]!, 2022, `S-${index}`, '100.00', 'BOB'],
      ...['Imprenta Luz', 'material de difusión', dayOf(Math.floor((index * 300) / rows))],
    ]),
  );
