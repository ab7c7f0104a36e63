import { Rejection, unreachable, type LocalDate } from '@tramo/kernel';
import { monthNamed } from '../codes';
import type { LineProblem, ProgrammeAnswer } from './programme-answer';

interface Asked {
  readonly programme: string;
  readonly effectiveOn: LocalDate;
  /** Where in the command a line stands; `lines.N` when it does not say. */
  readonly pathOf?: (line: number) => string;
}

/** What of the programme's rules a command breaks; bare when there is no such programme. */
export function rulesOfProgramme(
  answer: ProgrammeAnswer,
  { programme, effectiveOn, pathOf = (line) => `lines.${line}` }: Asked,
): Rejection | readonly Rejection[] {
  if (!answer.exists) return programmeUnknown(programme);
  const wrong = answer.problems.map((problem) => {
    const field = `${pathOf(problem.lines[0]!)}.${problem.field}`;
    return rejectionOf(problem, { programme, effectiveOn, field });
  });
  return answer.monthClosed ? [monthClosed(programme, effectiveOn), ...wrong] : wrong;
}

export const programmeUnknown = (programme: string): Rejection =>
  new Rejection({
    code: 'PROGRAMME_UNKNOWN',
    category: 'missing',
    message: `there is no programme ${programme}`,
    values: { programme },
    cure: 'open it first, or name one that is open',
  });

/** Nothing is posted to a closed month any more. */
export const monthClosed = (programme: string, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'MONTH_CLOSED',
    message: `${monthNamed(effectiveOn)} is closed and takes no posting`,
    values: { programme, month: monthNamed(effectiveOn), effectiveOn },
    cure:
      `date it in an open month, with correctsOn ${effectiveOn} where the command has that field, ` +
      `or have two people reopen ${monthNamed(effectiveOn)}`,
    field: 'effectiveOn',
  });

export const codeUnknown = (
  classifier: LineProblem['classifier'],
  code: string,
  where: { readonly programme: string; readonly field?: string; readonly lines?: readonly number[] },
): Rejection => {
  const { field, ...values } = where;
  return new Rejection({
    code: 'CODE_UNKNOWN',
    message: `there is no ${NOUNS[classifier]} ${code}`,
    values: { classifier, code, ...values },
    cure: 'define it first, or name one that is defined',
    ...(field !== undefined && { field }),
  });
};

interface Where {
  readonly programme: string;
  readonly effectiveOn: LocalDate;
  readonly field: string;
}

function rejectionOf(problem: LineProblem, { programme, effectiveOn, field }: Where): Rejection {
  const { why, classifier, code, lines, date, supersededBy, expected } = problem;
  const values = { programme, classifier, code, lines };
  switch (why) {
    case 'unknown':
      return codeUnknown(classifier, code, { programme, field, lines });
    case 'not-yet-valid':
      return new Rejection({
        code: 'CODE_NOT_YET_VALID',
        message: `${NOUNS[classifier]} ${code} is valid from ${date}`,
        values: { ...values, effectiveOn, validFrom: date },
        cure: `date it ${date} or later, or name one that is valid on ${effectiveOn}`,
        field,
      });
    case 'superseded':
      return new Rejection({
        code: 'CODE_SUPERSEDED',
        message: `${NOUNS[classifier]} ${code} was used until ${date}`,
        values: { ...values, effectiveOn, validTo: date, supersededBy },
        cure:
          supersededBy.length > 0
            ? `name ${supersededBy.join(' or ')} instead`
            : `nothing has taken its place: name one that is valid on ${effectiveOn}`,
        field,
      });
    case 'category-disagrees':
      return disagreement('CATEGORY_DISAGREES_WITH_CROSSWALK', 'the crosswalk', {
        code,
        expected,
        values,
        field,
      });
    case 'financing-disagrees':
      return disagreement('FINANCING_DISAGREES_WITH_SOURCE', 'the source', { code, expected, values, field });
    default:
      return unreachable(why, 'problem of a line');
  }
}

const disagreement = (
  code: string,
  says: string,
  of: Pick<LineProblem, 'code' | 'expected'> & { readonly values: object; readonly field: string },
): Rejection =>
  new Rejection({
    code,
    message: `${says} says ${of.expected ?? 'none'}, not ${of.code}`,
    values: { ...of.values, expected: of.expected },
    cure: of.expected === null ? 'leave it out' : `leave it out, or name ${of.expected}`,
    field: of.field,
  });

const NOUNS: Readonly<Record<LineProblem['classifier'], string>> = {
  component: 'component',
  budgetCode: 'budget code',
  region: 'region',
  source: 'source',
  scope: 'scope',
  entity: 'entity',
  category: 'category',
  financing: 'financing agreement',
};
