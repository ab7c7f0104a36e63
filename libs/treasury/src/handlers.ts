import { ChangeAccountHandler } from './commands/change-account';
import { CloseAccountHandler } from './commands/close-account';
import { ConvertFundsHandler } from './commands/convert-funds';
import { OpenAccountHandler } from './commands/open-account';
import { ReceiveFundsHandler } from './commands/receive-funds';
import { ReverseReceiptHandler } from './commands/reverse-receipt';
import { VerifyAccountHandler } from './commands/verify-account';

/** What answers the commands of the room. */
export const treasuryHandlers = [
  OpenAccountHandler,
  ChangeAccountHandler,
  VerifyAccountHandler,
  CloseAccountHandler,
  ReceiveFundsHandler,
  ReverseReceiptHandler,
  ConvertFundsHandler,
];
