import { Type, type Static } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { oneOf } from '@tramo/journal';

const text = Type.String();

export const DECIMALS = ['point', 'comma'] as const;

/** A file of an import, by what it holds. */
export const importedFileSchema = Type.Object({
  name: text,
  kind: text,
  sha256: text,
  rows: Type.Integer(),
  /** Another import had brought it before, and nothing of it was carried out again. */
  already: Type.Boolean(),
});
export type ImportedFile = Readonly<Static<typeof importedFileSchema>>;

/** What was tried out and is good is going to be carried out, to its end. */
export const ImportBegun = defineEvent(
  'ImportBegun',
  Type.Object({
    import: text,
    decimal: oneOf(DECIMALS),
    files: Type.Array(importedFileSchema),
    commands: Type.Integer(),
    by: text,
  }),
);

/** Where a row was refused after all, because somebody acted between the trial and the import. */
export const refusedRowSchema = Type.Object({
  file: text,
  line: Type.Integer(),
  code: text,
  message: text,
});
export type RefusedRow = Readonly<Static<typeof refusedRowSchema>>;

export const ImportCompleted = defineEvent(
  'ImportCompleted',
  Type.Object({
    import: text,
    commands: Type.Integer(),
    findings: Type.Array(Type.Object({ code: text, count: Type.Integer() })),
    refused: Type.Integer(),
    /** The first of them. */
    refusals: Type.Array(refusedRowSchema),
  }),
);

export const importEvents = [ImportBegun, ImportCompleted] as const;
