import { isLocalDate } from '@tramo/kernel';

export const FREQUENCIES = ['daily', 'monthly', 'yearly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

const MONTH = /^(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])$/;
const YEAR = /^(?!0000)[0-9]{4}$/;

/** As the statistical offices write them; ordered as text is. */
const FORMS: Readonly<
  Record<Frequency, { readonly example: string; readonly fits: (text: string) => boolean }>
> = {
  daily: { example: '2021-12-31', fits: isLocalDate },
  monthly: { example: '2021-12', fits: (text) => MONTH.test(text) },
  yearly: { example: '2021', fits: (text) => YEAR.test(text) },
};

export const periodExample = (frequency: Frequency): string => FORMS[frequency].example;
export const isPeriod = (text: string, frequency: Frequency): boolean => FORMS[frequency].fits(text);
