import { HttpException } from '@nestjs/common';
import { InvalidValue } from '@tramo/kernel';
import { STATUS_CODES } from 'node:http';
import type { Problem } from './problem';
import { ROUTES } from './problems';

export const MALFORMED = 'The request is malformed';

const HTTP_CODES: Readonly<Record<number, string>> = {
  400: 'REQUEST_INVALID',
  404: 'NO_SUCH_ROUTE',
  408: 'REQUEST_TOO_SLOW',
  413: 'BODY_TOO_LARGE',
  414: 'ADDRESS_TOO_LONG',
  415: 'NOT_JSON',
  431: 'HEADERS_TOO_LARGE',
};

/** Of values, which say what is wrong with them and not where they stand. */
const VALUE_CURES: Readonly<Record<string, string>> = {
  AMOUNT_MALFORMED: 'give amounts as text with a point, and with no more decimals than the currency has',
  RATE_MALFORMED: 'give the value of each rate as a decimal above zero, as text with a point',
  MEASURE_UNKNOWN: 'use keys of /api/v1/measures',
};

const HTTP_CURES: Readonly<Record<number, string>> = {
  404: ROUTES,
  413: 'send it in parts',
  415: 'send the header "Content-Type: application/json"',
};

/** What cannot be read as what the route takes, and what the server beneath us does not take. */
export function problemOfRequest(error: unknown): Problem | undefined {
  if (error instanceof InvalidValue) {
    const cure = VALUE_CURES[error.code];
    return {
      status: 400,
      code: error.code,
      title: MALFORMED,
      detail: error.message,
      ...(cure !== undefined && { cure }),
    };
  }
  const status = statusOf(error);
  if (status === undefined || status < 400 || status > 499) return undefined;
  return {
    status,
    code: HTTP_CODES[status] ?? 'REQUEST_REFUSED',
    title: STATUS_CODES[status] ?? 'Refused',
    detail: status === 415 ? 'only application/json is understood' : (error as Error).message,
    ...(HTTP_CURES[status] !== undefined && { cure: HTTP_CURES[status] }),
  };
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}
