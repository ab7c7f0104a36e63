import { Rejection } from '@tramo/kernel';
import type { FigureReading } from './figures.events';

export const figureMalformed = (value: string, place: number): Rejection =>
  new Rejection({
    code: 'FIGURE_MALFORMED',
    message: 'a figure is a decimal of zero or more',
    values: { value },
    cure: 'give text such as "4121" or "31.03", without a sign',
    field: `figures.${place}.value`,
  });

export const figureGivenTwice = (figure: string, first: number, place: number): Rejection =>
  new Rejection({
    code: 'FIGURE_GIVEN_TWICE',
    message: `${figure} of one year and place is given once`,
    values: { figure, first: `figures.${first}` },
    cure: `leave one of figures.${first} and figures.${place} out`,
    field: `figures.${place}`,
  });

export const figureUnchanged = (figure: string, recorded: FigureReading, place: number): Rejection =>
  new Rejection({
    code: 'FIGURE_UNCHANGED',
    category: 'conflict',
    message: `${figure} is recorded with this value, unit and source already`,
    values: { figure, recorded },
    cure: 'leave it out, or give what has changed',
    field: `figures.${place}`,
  });

export const nothingRecorded = (): Rejection =>
  new Rejection({
    code: 'NOTHING_NAMED',
    message: 'no figure is named',
    cure: 'name one',
    field: 'figures',
  });
