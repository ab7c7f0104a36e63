import { BounceTrancheHandler } from './commands/bounce-tranche';
import { CancelTrancheHandler } from './commands/cancel-tranche';
import { CloseTrancheHandler } from './commands/close-tranche';
import { ConfirmOffsetHandler } from './commands/confirm-offset';
import { ConfirmTrancheHandler } from './commands/confirm-tranche';
import { GiveNoObjectionHandler } from './commands/give-no-objection';
import { OrderTrancheHandler } from './commands/order-tranche';
import { RequestTrancheHandler } from './commands/request-tranche';
import { RejectTrancheHandler, ReturnTrancheHandler, ReviewTrancheHandler } from './commands/review-tranche';
import { SendTrancheHandler } from './commands/send-tranche';
import { SignTrancheHandler } from './commands/sign-tranche';
import { GrantWaiverHandler, ProposeWaiverHandler } from './commands/waive-condition';

/** What answers the commands about tranches. */
export const tranchesHandlers = [
  RequestTrancheHandler,
  ReviewTrancheHandler,
  ReturnTrancheHandler,
  RejectTrancheHandler,
  SignTrancheHandler,
  CancelTrancheHandler,
  OrderTrancheHandler,
  SendTrancheHandler,
  ConfirmTrancheHandler,
  BounceTrancheHandler,
  ConfirmOffsetHandler,
  ProposeWaiverHandler,
  GrantWaiverHandler,
  GiveNoObjectionHandler,
  CloseTrancheHandler,
];
