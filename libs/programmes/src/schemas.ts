import { Type, type TUnsafe } from '@sinclair/typebox';
import type { LocalDate } from '@tramo/kernel';

export const dateSchema: TUnsafe<LocalDate> = Type.Unsafe<LocalDate>(Type.String());
