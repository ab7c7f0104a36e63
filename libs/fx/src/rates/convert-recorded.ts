import type { Static } from '@sinclair/typebox';
import { convert, type Money, type Rate, type Rounding } from '@tramo/kernel';
import type { conversionSchema } from '../schemas';

export type RecordedConversion = Static<typeof conversionSchema>;

/** To the other currency of the pair, as an event keeps it. */
export function convertRecorded(
  money: Money,
  rate: Rate,
  rounding: Rounding,
  decimals?: number,
): RecordedConversion {
  const conversion = convert(money, rate, rounding, decimals);
  return {
    original: conversion.original.toJSON(),
    converted: conversion.converted.toJSON(),
    rate: rate.toJSON(),
    rounding,
    decimals: conversion.decimals,
    residue: conversion.residue,
  };
}
