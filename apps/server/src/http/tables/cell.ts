/** What a spreadsheet takes for the beginning of a formula, also in the wide letters of other scripts. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

/** A value as one field of RFC 4180. Absent is an empty field; an empty text is quoted, and so not the same. */
export function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? textField(value) : quoted(JSON.stringify(value));
}

/** A text that came from people shall be read as text, never calculated. */
function textField(text: string): string {
  if (text === '') return '""';
  return quoted(FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text);
}

const quoted = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
