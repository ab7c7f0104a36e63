import { invoiceId, invoiceStream, type InvoiceKey } from './invoice';

/**
 * What a clerk means by the tax id, the type and the number of an invoice, however they are written: capitals, accents,
 * width, blanks, punctuation and what nobody can see do not distinguish, nor do zeros in front of a number, nor the word
 * that says that it is one. What is left is written in one way only.
 */
export const meantBy = ({ programme, taxId, type, number }: InvoiceKey): InvoiceKey => ({
  programme,
  taxId: orAsIs(taxId, counted(upper(taxId).replace(TAX_ID_SAID, ''))),
  type: orAsIs(type, kindOf(bare(upper(type)))),
  number: orAsIs(number, counted(upper(number).replace(NUMBER_SAID, ''))),
});

/** The stream on which all spellings of an invoice meet: its own one where it is spelt as it is meant. */
export const meetingStream = (key: InvoiceKey): string => invoiceStream(meantBy(key));

export const isSpeltAsMeant = (key: InvoiceKey): boolean => invoiceId(key) === invoiceId(meantBy(key));

export const isSameInvoice = (one: InvoiceKey, other: InvoiceKey): boolean =>
  invoiceId(meantBy(one)) === invoiceId(meantBy(other));

const NUMBER_SAID = /^[^\p{L}\p{N}]*(?:NUMERO|NUMBER|NUM|NRO|NR|NO|N)(?:[°.]+|(?=[^\p{L}]*\p{N}))/u;
const TAX_ID_SAID = /^[^\p{L}\p{N}]*(?:NIT|RUC|RUT)(?=[^\p{L}]*\p{N})/u;

/** A letter with what stands on it is a letter and a mark once it is taken apart. */
const upper = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{DI}]+/gu, '')
    .toUpperCase()
    .normalize('NFKC');

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

const counted = (text: string): string => bare(text).replace(/^0+(?=.)/u, '');

/** Of what is nothing but punctuation, that is all there is to go by. */
const orAsIs = (text: string, meant: string): string => (meant === '' ? text : meant);

/** Short for a kind of document, or the same in another language. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  FACTURA: ['F', 'FA', 'FAC', 'FACT', 'FCT', 'FRA', 'FTRA', 'FACTURAS', 'INVOICE', 'INV'],
  BOLETA: ['B', 'BOL', 'BTA', 'BOLETAS'],
  RECIBO: ['R', 'REC', 'RBO', 'RCBO', 'RECIBOS', 'RECEIPT'],
  NOTADEVENTA: ['NV', 'NOTAVENTA'],
  BOLETADEHONORARIOS: ['BH', 'BHE', 'BOLETAHONORARIOS', 'BOLHONORARIOS'],
  COMPROBANTE: ['COMP', 'CBTE', 'CPBTE'],
};
const KIND_BY_WORD = new Map(
  Object.entries(KINDS).flatMap(([kind, words]) => words.map((word) => [word, kind] as const)),
);

const kindOf = (word: string): string => KIND_BY_WORD.get(word) ?? word;
