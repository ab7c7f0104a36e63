import type { PriceChange } from '@tramo/fx';
import type { Money } from '@tramo/kernel';
import type { Flag } from './flag';
import type { KnownFigure } from './known-figures';
import { precisely, roundedLike, withinRounding } from './quotient';

/** What one beneficiary took in a year, in the display unit of the programme. */
export interface PerBeneficiary {
  readonly year: string;
  /** Components and administration; null where the books hold nothing of the year. */
  readonly executed: Money | null;
  readonly beneficiaries: KnownFigure | null;
  readonly nominal: string | null;
  /** In the prices of another year. */
  readonly constant: { readonly value: string; readonly factor: string; readonly change: PriceChange } | null;
  readonly declared: Declared | null;
}

/** What a document says, and by what it would have to have been restated to say so. */
interface Declared {
  readonly figure: KnownFigure;
  readonly impliedFactor: string | null;
  /** What it can have been before the declared figure was rounded. */
  readonly least: string | null;
  readonly most: string | null;
  /** Whether it is the nominal figure, rounded; the constant one, by its index; or neither. */
  readonly explanation: 'nominal' | 'index' | 'none';
}

interface Known extends Pick<PerBeneficiary, 'year' | 'executed' | 'beneficiaries'> {
  readonly declared: KnownFigure | null;
  readonly displayUnit: number;
  readonly change: PriceChange | null;
}

export function perBeneficiary({
  year,
  executed,
  beneficiaries,
  declared,
  displayUnit,
  change,
}: Known): PerBeneficiary {
  const over = executed ? [executed.amount] : null;
  const under = beneficiaries && [beneficiaries.value, String(displayUnit)];
  const nominal = over && under && precisely(over, under);
  const constant = over && under && nominal !== null && change ? inPricesOf(over, under, change) : null;
  return {
    year,
    executed,
    beneficiaries,
    nominal,
    constant,
    declared: declared && declaredAs(declared, { over, under, change }),
  };
}

function inPricesOf(
  over: readonly string[],
  under: readonly string[],
  change: PriceChange,
): PerBeneficiary['constant'] {
  const value = precisely([...over, change.to.value], [...under, change.from.value])!;
  return { value, factor: precisely([change.to.value], [change.from.value])!, change };
}

interface Computed {
  readonly over: readonly string[] | null;
  readonly under: readonly string[] | null;
  readonly change: PriceChange | null;
}

function declaredAs(figure: KnownFigure, { over, under, change }: Computed): Declared {
  if (!over || !under) return { figure, impliedFactor: null, least: null, most: null, explanation: 'none' };
  const times = (value: string): string | null => precisely([value, ...under], over);
  const [least, most] = withinRounding(figure.value);
  const isSame = (more: readonly string[], less: readonly string[]): boolean =>
    roundedLike([...over, ...more], [...under, ...less], figure.value) === figure.value;
  const explanation = isSame([], [])
    ? 'nominal'
    : change && isSame([change.to.value], [change.from.value])
      ? 'index'
      : 'none';
  return { figure, impliedFactor: times(figure.value), least: times(least), most: times(most), explanation };
}

export const perBeneficiaryFlags = (rows: readonly PerBeneficiary[]): readonly Flag[] =>
  rows.flatMap(({ year, nominal, declared }): readonly Flag[] => {
    if (nominal === null || !declared || declared.explanation !== 'none') return [];
    const { figure, impliedFactor, least, most } = declared;
    if (impliedFactor === null || least === null || most === null) return [];
    return [
      {
        flag: 'undeclared-factor',
        about: year,
        message:
          `${figure.value} is declared, and ${nominal} was spent on each in the money of ${year}: ` +
          `a factor from ${least} to ${most} that nobody declares`,
        values: { declared: figure.value, nominal, impliedFactor, least, most },
      },
    ];
  });
