import { ZoneUnknown } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import { AdoptBudgetCodeSchemeHandler } from './adopt-budget-code-scheme';
import { CloseMonthHandler, ProposeMonthReopeningHandler, SecondMonthReopeningHandler } from './months';
import { OpenProgrammeHandler, type OpenProgrammeBody } from './open-programme';
import { closed, defined, opened, proposed, scheme } from './programme.testing';
import { RegisterEntityHandler } from './register-entity';

const par2 = opened.data as OpenProgrammeBody;

describe('opening a programme', () => {
  it('is done once, with its executing unit', () => {
    given(OpenProgrammeHandler).when(par2).thenAccepted(opened);
    given(OpenProgrammeHandler, opened).when(par2).thenRefused('PROGRAMME_EXISTS');
  });

  it('refuses books in a unit that nobody pays in', () => {
    given(OpenProgrammeHandler)
      .when({ ...par2, bookCurrency: 'CLF' })
      .thenRefused('BOOK_CURRENCY_NOT_PAID_IN');
  });

  it('does not know a zone that is none', () => {
    expect(() => given(OpenProgrammeHandler).when({ ...par2, zone: 'America/Lapaz' })).toThrow(ZoneUnknown);
  });
});

describe('registering an entity', () => {
  const fund = { programme: 'par2', code: 'FPS', name: 'Fondo', kind: 'fund' } as const;
  const registered = { type: 'EntityRegistered', data: fund } as const;

  it('gives it books of its own, once', () => {
    given(RegisterEntityHandler, opened).when(fund).thenAccepted(registered);
    given(RegisterEntityHandler, opened, registered).when(fund).thenRefused('CODE_TAKEN');
    given(RegisterEntityHandler, opened)
      .when({ ...fund, code: 'UCP' })
      .thenRefused('CODE_TAKEN');
  });

  it('needs a programme', () => {
    given(RegisterEntityHandler).when(fund).thenRefused('PROGRAMME_UNKNOWN');
  });
});

describe('adopting the levels of budget codes', () => {
  const partida = { key: 'partida', name: 'Partida' };
  const subpartida = { key: 'subpartida', name: 'Subpartida' };
  const chapter = { key: 'capitulo', name: 'Capítulo' };
  const levels = (...of: readonly { readonly key: string; readonly name: string }[]) => ({
    programme: 'par2',
    levels: of,
    separator: '.',
  });
  const inUse = [
    opened,
    scheme,
    defined({ classifier: 'budgetCode', code: '7', level: 'partida' }),
    defined({ classifier: 'budgetCode', code: '7.1', level: 'subpartida', parent: '7' }),
  ];

  it('names them in their order', () => {
    given(AdoptBudgetCodeSchemeHandler, opened).when(levels(partida, subpartida)).thenAccepted(scheme);
    given(AdoptBudgetCodeSchemeHandler).when(levels(partida)).thenRefused('PROGRAMME_UNKNOWN');
    given(AdoptBudgetCodeSchemeHandler, opened).when(levels(partida, partida)).thenRefused('LEVEL_TWICE');
  });

  it('may add a level between those that codes rest on, and neither drop nor turn them', () => {
    const wider = levels(partida, chapter, subpartida);
    given(AdoptBudgetCodeSchemeHandler, ...inUse)
      .when(wider)
      .thenAccepted({ type: 'BudgetCodeSchemeAdopted', data: wider });
    given(AdoptBudgetCodeSchemeHandler, ...inUse)
      .when(levels(partida, chapter))
      .thenRefused('LEVELS_IN_USE');
    given(AdoptBudgetCodeSchemeHandler, ...inUse)
      .when(levels(subpartida, partida))
      .thenRefused('LEVELS_IN_USE');
  });
});

describe('a month', () => {
  const march = { programme: 'par2', month: '2022-03' };
  const asRosa = { actor: 'rosa' };
  const reopened = (by: string) =>
    ({
      type: 'MonthReopened',
      data: { ...march, reason: 'a sheet was missing', proposedBy: 'ana', by },
    }) as const;

  it('is closed once, whatever became of the months before it', () => {
    given(CloseMonthHandler, opened).when(march, asRosa).thenAccepted(closed);
    given(CloseMonthHandler, opened, closed).when(march).thenRefused('MONTH_ALREADY_CLOSED');
    given(CloseMonthHandler).when(march).thenRefused('PROGRAMME_UNKNOWN');
  });

  it('is proposed for reopening once, while it is closed', () => {
    const body = { ...march, reason: 'a sheet was missing' };
    given(ProposeMonthReopeningHandler, opened, closed).when(body).thenAccepted(proposed);
    given(ProposeMonthReopeningHandler, opened).when(body).thenRefused('MONTH_NOT_CLOSED');
    given(ProposeMonthReopeningHandler, opened, closed, proposed)
      .when(body)
      .thenRefused('REOPENING_ALREADY_PROPOSED');
    given(ProposeMonthReopeningHandler).when(body).thenRefused('PROGRAMME_UNKNOWN');
  });

  it('is reopened by a second person', () => {
    const asked = given(SecondMonthReopeningHandler, opened, closed, proposed);
    asked.when(march, asRosa).thenAccepted(reopened('rosa'));
    const [refused] = asked.when(march).thenRefused('SAME_PERSON');
    expect(refused).toMatchObject({
      category: 'forbidden',
      values: { proposedBy: 'ana', secondedBy: 'ana' },
    });
    asked.when(march, { mode: 'history' }).thenFound(['SAME_PERSON'], reopened('ana'));
  });

  it('is not reopened unless it was closed, and that was proposed', () => {
    given(SecondMonthReopeningHandler, opened).when(march).thenRefused('MONTH_NOT_CLOSED');
    given(SecondMonthReopeningHandler, opened, closed).when(march).thenRefused('REOPENING_NOT_PROPOSED');
    given(SecondMonthReopeningHandler).when(march).thenRefused('PROGRAMME_UNKNOWN');
  });

  it('can be closed again after it was reopened, and its old proposal counts no more', () => {
    const again = [opened, closed, proposed, reopened('rosa')] as const;
    given(CloseMonthHandler, ...again)
      .when(march, asRosa)
      .thenAccepted(closed);
    given(SecondMonthReopeningHandler, ...again, closed)
      .when(march)
      .thenRefused('REOPENING_NOT_PROPOSED');
  });
});
