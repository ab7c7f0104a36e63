import { CLASSIFIERS } from '@tramo/programmes';
import type { Operation } from './operations';

type Parameter = NonNullable<Operation['parameters']>[number];
type Described = Extract<Parameter, { in: string }>;

interface Said {
  readonly description: string;
  readonly example?: string;
}

/** What addresses are made of. A name means the same wherever it stands. */
const IN_PATHS: Readonly<Record<string, Said>> = {
  programme: { description: 'The code of the programme.', example: 'par2' },
  financing: { description: 'The code of the financing agreement.', example: 'ida-5170' },
  year: { description: 'The budget year.', example: '2022' },
  month: { description: 'The month.', example: '2022-03' },
  date: { description: 'The day.', example: '2022-08-06' },
  index: { description: 'The code of the index.', example: 'ipc-cl' },
  classifier: { description: `One of ${CLASSIFIERS.join(', ')}.` },
  line: { description: 'The id of the line, as the list of lines shows it.' },
  request: { description: 'What the request for an inscription is called.', example: 'R-1' },
  reservation: { description: 'What the reservation is called.', example: 'R-1' },
  account: { description: 'The code of an account of the chart.', example: '910' },
  bankAccount: { description: 'The code of the bank account.', example: 'operativa-1' },
  receipt: { description: 'What the receipt is called in its account.', example: 'R-1' },
  payment: { description: 'What the payment is called.', example: 'A-17-1' },
  alliance: { description: 'The code of the alliance.', example: 'a-17' },
  agreement: { description: 'The code of the agreement.', example: 'a-17' },
  tranche: { description: 'The number of the tranche, from 1 on.', example: '2' },
  deposit: { description: 'What the deposit is called in its agreement.', example: 'D-1' },
  certificate: { description: 'What the certificate is called in its agreement.', example: 'C-2' },
  waiver: { description: 'What the waiver is called in its agreement.', example: 'W-1' },
  expense: { description: 'What the expense is called in its agreement.', example: 'G-1' },
  pledge: { description: 'What the pledge is called in its agreement.', example: 'P-1' },
  work: { description: 'The code of the work.', example: 'puente-1' },
  sheet: { description: 'The number of the progress sheet, from 1 on.', example: '1' },
  ordinal: { description: 'The number of the event in the order of the ledger.', example: '42' },
  finding: { description: 'The id of the finding, as the list of findings shows it.' },
  proposal: { description: 'The number of the proposal, as the list of proposals shows it.', example: '1' },
  person: { description: 'The person, as in their tokens.', example: 'ana' },
  stream: { description: 'The name of the stream.', example: 'budget-par2-2022' },
  kind: { description: 'The kind of table.', example: 'rates' },
  id: { description: 'The id or code by which its list shows it.' },
};

/** Headers that every route reads, and no route names. */
const CORRELATION: Described = {
  name: 'X-Correlation-Id',
  in: 'header',
  required: false,
  description: 'An id of the caller, to find the request in the log; made when absent, and always answered.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,128}$' },
};

/** Says what the parts of an address mean, and which headers count. */
export function describeParameters(operations: readonly Operation[]): void {
  for (const operation of operations) {
    const parameters = operation.parameters ?? [];
    for (const parameter of parameters) {
      if (!('in' in parameter) || parameter.in !== 'path') continue;
      const { description, example } = IN_PATHS[parameter.name] ?? {};
      if (description !== undefined) parameter.description ??= description;
      if (example !== undefined) parameter.example ??= example;
    }
    operation.parameters = [...parameters, CORRELATION];
  }
}
