import type { TablePlan } from './table-plan';

/** Which columns a pending row sets and which it increments; one object per combination, so `===` compares. */
export class RowShape {
  readonly setColumns: readonly number[];
  readonly addColumns: readonly number[];
  private readonly afterSet: (RowShape | undefined)[] = [];
  private readonly afterAdd: (RowShape | undefined)[] = [];

  private constructor(
    private readonly plan: TablePlan,
    private readonly known: Map<string, RowShape>,
    private readonly operations: string,
  ) {
    const columnsWith = (operation: string): number[] =>
      Array.from(operations).flatMap((each, index) => (each === operation ? [index] : []));
    this.setColumns = columnsWith('s');
    this.addColumns = columnsWith('a');
  }

  /** The shape of a row that nothing has been done to, and with it the table's own family of shapes. */
  static untouched(plan: TablePlan): RowShape {
    const known = new Map<string, RowShape>();
    const shape = new RowShape(plan, known, '-'.repeat(plan.columns.length));
    known.set(shape.operations, shape);
    return shape;
  }

  /** Every column outside the key is set. */
  get complete(): RowShape {
    const { keyLength, columns } = this.plan;
    return this.intern('-'.repeat(keyLength) + 's'.repeat(columns.length - keyLength));
  }

  sets(column: number): boolean {
    return this.operations[column] === 's';
  }

  touches(column: number): boolean {
    return this.operations[column] !== '-';
  }

  /** Also the name under which its statements are kept. */
  get name(): string {
    return this.operations;
  }

  withSet(column: number): RowShape {
    return (this.afterSet[column] ??= this.intern(this.replaced(column, 's')));
  }

  /** What is already set stays set: the increment goes into the value. */
  withAdd(column: number): RowShape {
    return (this.afterAdd[column] ??= this.sets(column) ? this : this.intern(this.replaced(column, 'a')));
  }

  private replaced(column: number, operation: string): string {
    return this.operations.slice(0, column) + operation + this.operations.slice(column + 1);
  }

  private intern(operations: string): RowShape {
    let shape = this.known.get(operations);
    if (!shape) this.known.set(operations, (shape = new RowShape(this.plan, this.known, operations)));
    return shape;
  }
}
