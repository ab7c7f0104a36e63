import { agreementStream } from '@tramo/agreements';
import { accountStream } from '@tramo/treasury';

/** What people live with, once one of them has acted on it. */
export interface Subject<ColumnName extends string = string> {
  readonly stream: string;
  readonly name: string;
  /** Where the row names it. */
  readonly column: ColumnName;
}

export const agreementSubject = ({
  agreement,
}: {
  readonly agreement: string;
}): readonly Subject<'agreement'>[] => [
  { stream: agreementStream(agreement), name: `agreement ${agreement}`, column: 'agreement' },
];

export const accountSubject = <ColumnName extends string>(
  account: string,
  column: ColumnName,
): Subject<ColumnName> => ({ stream: accountStream(account), name: `account ${account}`, column });
