import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { ValidationTypes } from 'class-validator';
import { plainDtoOf } from './plain-dto';
import type { FieldError } from './problem';
import { problems } from './problems';

/** Most requests are in order, and that is found out quickly; the others are told what is wrong with them. */
class DtoPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    const dto = metatype && type !== 'custom' ? plainDtoOf(metatype)?.(value) : undefined;
    return dto ?? (super.transform(value, metadata) as Promise<unknown>);
  }
}

/** A request says what its DTO says, no less and no more; every field that is wrong is named at once. */
export const createValidationPipe = (): ValidationPipe =>
  new DtoPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => problems.invalid(errors.flatMap((error) => fieldErrors(error, ''))),
  });

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const messages = Object.entries(error.constraints ?? {}).map(([rule, said]) =>
    messageOf(rule, said, error),
  );
  const own = [...new Set(messages)].map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

function messageOf(rule: string, said: string, { value }: ValidationError): string {
  if (rule === ValidationTypes.WHITELIST) return 'is not a field of this request';
  return value === undefined ? `is missing: ${said}` : said;
}
