import { unreachable } from '@tramo/kernel';
import type { MonitoredBudgetAnswer, MonitoringAnswer, MonitoringTable } from './monitoring.dto';

/** One table of the report as a list of rows; what is one of a kind has a row for each of its amounts. */
export function tableRows(report: Omit<MonitoringAnswer, 'items'>, table: MonitoringTable): object[] {
  switch (table) {
    case 'levels':
    case 'codes':
    case 'components':
    case 'regions':
    case 'administrative':
    case 'coverage':
    case 'flags':
      return report[table];
    case 'per-beneficiary':
      return report.perBeneficiary;
    case 'summary': {
      const { agrees: _agrees, ...amounts } = report.summary;
      return Object.entries(amounts).map(([row, amount]) => ({ row, amount }));
    }
    case 'budget':
      return budgetRows(report.budget);
    default:
      return unreachable(table, 'table of a monitoring report');
  }
}

const budgetRows = ({ ofFinal, componentsOfFinal, ...amounts }: MonitoredBudgetAnswer): object[] => {
  const shares: Readonly<Partial<Record<string, typeof ofFinal>>> = {
    executed: ofFinal,
    components: componentsOfFinal,
  };
  return Object.entries(amounts).map(([row, amount]) => ({ row, amount, ofFinal: shares[row] ?? null }));
};
