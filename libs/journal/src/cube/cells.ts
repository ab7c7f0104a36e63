import { DIMENSIONS } from '../dimensions';
import { withRoom } from './columns';
import type { CellField, CubeCell } from './query';

export const CELL_FIELDS: readonly CellField[] = ['account', 'currency', 'basis', ...DIMENSIONS];

/** One field of all cells: its different values, and for each cell the number of its value. */
export class FieldColumn {
  readonly values: (string | null)[] = [];
  codes = new Uint32Array(0);
  private readonly known = new Map<string | null, number>();

  add(cell: number, value: string | null): void {
    let code = this.known.get(value);
    if (code === undefined) {
      code = this.values.push(value) - 1;
      this.known.set(value, code);
    }
    this.codes = withRoom(this.codes, cell + 1);
    this.codes[cell] = code;
  }
}

/** What the cells are, by field. */
export class Cells {
  length = 0;
  private readonly columns = new Map<CellField, FieldColumn>(
    CELL_FIELDS.map((field) => [field, new FieldColumn()]),
  );

  add(cell: CubeCell): number {
    for (const [field, column] of this.columns) column.add(this.length, cell[field]);
    return this.length++;
  }

  column(field: CellField): FieldColumn {
    return this.columns.get(field)!;
  }

  at(index: number): CubeCell {
    return Object.fromEntries(
      [...this.columns].map(([field, { codes, values }]) => [field, values[codes[index]!]]),
    ) as Record<CellField, string> as CubeCell;
  }

  get bytes(): number {
    return [...this.columns.values()].reduce((sum, { codes }) => sum + codes.byteLength, 0);
  }
}
