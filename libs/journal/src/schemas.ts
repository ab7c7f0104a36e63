import { Type } from '@sinclair/typebox';

/** How money rests in events; the amount is read by `Money.parse`. */
export const moneySchema = Type.Object({ amount: Type.String(), currency: Type.String() });
