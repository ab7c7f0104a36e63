import { problems } from '../problems';

/** `json` unless a table is asked for; `insists` when nothing else would do. */
export interface WantedForm {
  readonly form: 'json' | 'csv';
  readonly insists: boolean;
}

const JSON_FORM: WantedForm = { form: 'json', insists: false };

/** What is asked for in the address counts more than what a program says that it accepts. */
export function wantedForm(format: unknown, accept: string | undefined): WantedForm {
  if (format === 'csv') return { form: 'csv', insists: true };
  if (format === 'json') return JSON_FORM;
  if (format !== undefined) throw problems.invalid([{ field: 'format', message: 'must be json or csv' }]);
  return accept === undefined ? JSON_FORM : accepted(accept);
}

function accepted(accept: string): WantedForm {
  const ranges = new Map(accept.toLowerCase().split(',').map(mediaRange));
  const csv = ranges.get('text/csv') ?? 0;
  const json = ranges.get('application/json') ?? ranges.get('application/*') ?? ranges.get('*/*') ?? 0;
  return csv > 0 && csv >= json ? { form: 'csv', insists: json === 0 } : JSON_FORM;
}

function mediaRange(text: string): readonly [string, number] {
  const [type, ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return [type ?? '', weight >= 0 && weight <= 1 ? weight : 0];
}
