import { Inject, Injectable } from '@nestjs/common';
import { DIMENSIONS, type CubeFilter } from '@tramo/journal';
import { oneProgramme, type ProgrammesTables } from '@tramo/programmes';
import { filterOf } from '@tramo/reporting';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { VIEWS } from '../injection';
import { codeTreesOf } from '../reports/code-trees';
import type { BooksQuery } from './books-query.dto';

/** Whose books are asked for, and which of their cells. */
@Injectable()
export class ProgrammeBooks {
  constructor(@Inject(VIEWS) private readonly views: SqlStore<ProgrammesTables>) {}

  async mustExist(programme: string): Promise<void> {
    if (!(await oneProgramme(this.views.db, programme))) throw problems.noSuch('programme', programme);
  }

  /** The cells that a query is about, besides the programme's being theirs. */
  async where(programme: string, query: BooksQuery): Promise<readonly CubeFilter[]> {
    await this.mustExist(programme);
    const asked = DIMENSIONS.flatMap((dimension) => {
      const codes = dimension === 'programme' ? undefined : query[dimension];
      return codes === undefined ? [] : [{ dimension, codes }];
    });
    const isDeep = asked.some(({ codes }) => codes.includes('*'));
    const trees = isDeep ? await codeTreesOf(this.views.db, programme) : undefined;
    return [
      ...asked.map(({ dimension, codes }) => filterOf(dimension, codes, (of) => trees?.get(of))),
      ...(query.currency === undefined ? [] : [{ field: 'currency', in: [query.currency] } as const]),
    ];
  }
}
