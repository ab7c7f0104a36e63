import { rowProblem, type RowProblem } from './problem';

const LINE_FEED = 0x0a;

/** The text of a file that is UTF-8, with or without a mark of it; what is something else is told, not guessed. */
export function decodeText(content: Uint8Array): string | RowProblem {
  if (isUtf16(content)) return notUtf8(1, 'it is UTF-16');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return notUtf8(lineOfFirstFault(content), 'it holds bytes that are not UTF-8');
  }
}

const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

const notUtf8 = (line: number, message: string): RowProblem =>
  rowProblem(line, {
    code: 'FILE_NOT_UTF8',
    message,
    cure: 'save it again as "CSV UTF-8"',
  });

/** No character of more than one byte holds a line feed, so each line can be looked at by itself. */
function lineOfFirstFault(content: Uint8Array): number {
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (let line = 1, start = 0; start < content.length; line++) {
    const found = content.indexOf(LINE_FEED, start);
    const end = found === -1 ? content.length : found;
    try {
      strict.decode(content.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return 1;
}
