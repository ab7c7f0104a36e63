import type { Coverage, KnownFigure, PerBeneficiary } from '@tramo/reporting';
import type {
  ConstantMoneyAnswer,
  DeclaredPerBeneficiaryAnswer,
  MonitoredCoverageAnswer,
  MonitoredFigureAnswer,
} from './monitoring.dto';

const toAnswer = ({ value, unit, source, event }: KnownFigure): MonitoredFigureAnswer => ({
  value,
  unit,
  source,
  event,
});

export const figureAnswer = (known: KnownFigure | null): MonitoredFigureAnswer | null =>
  known && toAnswer(known);

export const coverageAnswer = (row: Coverage): MonitoredCoverageAnswer => ({
  year: row.year,
  potential: figureAnswer(row.potential),
  objective: figureAnswer(row.objective),
  effective: figureAnswer(row.effective),
  coverage: row.coverage,
  declared: figureAnswer(row.declared),
});

export const declaredAnswer = ({
  figure: { value, unit, source, event },
  ...computed
}: NonNullable<PerBeneficiary['declared']>): DeclaredPerBeneficiaryAnswer => ({
  value,
  unit,
  source,
  event,
  ...computed,
});

export const constantMoney = ({
  value,
  factor,
  change: { index, basePeriod, from, to },
}: NonNullable<PerBeneficiary['constant']>): ConstantMoneyAnswer => ({
  value,
  index,
  basePeriod,
  fromPeriod: from.period,
  fromValue: from.value,
  toPeriod: to.period,
  toValue: to.value,
  factor,
});
