import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toEpochDay } from '@tramo/kernel';
import { rules } from './room';
import { recordedTransfers } from './transfers';

/** The same postings in one table, each with all it says, as one would keep them for one SQL `GROUP BY`. */
export function seedFlatTable(directory: string, events: number): Database.Database {
  const database = new Database(join(directory, 'flat.db'));
  database.pragma('synchronous = OFF');
  database.exec(`CREATE TABLE posting (
    recorded_at TEXT NOT NULL, effective_day INTEGER NOT NULL, account TEXT NOT NULL, budget_year TEXT NOT NULL,
    component TEXT NOT NULL, category TEXT NOT NULL, region TEXT NOT NULL, scope TEXT NOT NULL, minor INTEGER NOT NULL)`);
  const insert = database.prepare('INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  database.transaction(() => {
    for (const event of recordedTransfers(events)) {
      const day = toEpochDay(event.metadata.effectiveOn);
      for (const { account, amount, dimensions } of rules.postingsOf(event)) {
        const { budgetYear, component, category, region, scope } = dimensions;
        const what = [account, budgetYear, component, category, region, scope];
        insert.run(event.recordedAt, day, ...what, amount.amountMinor);
      }
    }
  })();
  return database;
}
