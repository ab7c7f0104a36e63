import { agreementsHandlers } from '@tramo/agreements';
import { budgetHandlers } from '@tramo/budget';
import { fxHandlers } from '@tramo/fx';
import { identityHandlers } from '@tramo/identity';
import { findingHandlers } from '@tramo/journal';
import { programmesHandlers } from '@tramo/programmes';
import { treasuryHandlers } from '@tramo/treasury';
import { AgreementsModule } from './agreements/agreements.module';
import { AllianceFileModule } from './agreements/alliance-file.module';
import { AlliancesModule } from './agreements/alliances.module';
import { ExpensesModule } from './agreements/expenses.module';
import { TranchesModule } from './agreements/tranches.module';
import { WorksModule } from './agreements/works.module';
import { BudgetModule } from './budget/budget.module';
import { FxModule } from './fx/fx.module';
import { houseStores } from './house-stores';
import { IdentityModule } from './identity/identity.module';
import { ImportModule } from './import/import.module';
import { Imports } from './import/imports';
import { importHandlers } from './import/ledger/import-commands';
import { JournalModule } from './journal/journal.module';
import { ProgrammesModule } from './programmes/programmes.module';
import { catalogue, postings } from './projections';
import { ReportsModule } from './reports/reports.module';
import type { Rooms } from './rooms';
import { TreasuryModule } from './treasury/treasury.module';

/** The rooms of the product. Each slice that is built adds its own here and in `projections`. */
export const house: Rooms = {
  modules: [
    JournalModule,
    ProgrammesModule,
    ReportsModule,
    IdentityModule,
    FxModule,
    BudgetModule,
    ImportModule,
    TreasuryModule,
    AlliancesModule,
    AllianceFileModule,
    AgreementsModule,
    TranchesModule,
    WorksModule,
    ExpensesModule,
  ],
  commandHandlers: [
    ...findingHandlers,
    ...programmesHandlers,
    ...identityHandlers,
    ...fxHandlers,
    ...budgetHandlers,
    ...treasuryHandlers,
    ...agreementsHandlers,
    ...importHandlers,
  ],
  catalogue,
  postings,
  resuming: [Imports],
  ...houseStores,
};
