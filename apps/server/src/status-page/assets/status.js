'use strict';

// Asks the server how it is, and says so in the reader's language. No library: the page must work when
// little else does.

const REFRESH_MS = 2000;
const REMEMBERED = 'tramo.language';

const TEXTS = {
  es: {
    other: 'English',
    first: 'Por dónde empezar',
    emptyDoor: 'Empezar vacío',
    emptyHow: 'El libro está vacío y listo: abra su programa por la API o importe sus archivos.',
    demoDoor: 'Abrir la demostración',
    demoHow:
      'PAR II 2022 con su presupuesto, sus categorías y sus tasas, y unas sesenta alianzas inventadas. Solo en un libro vacío; no se mezcla con dinero de nadie.',
    token: 'Token del archivo bootstrap-token',
    demonstrate: 'Abrir PAR II 2022',
    demonstrating: (done, total) => `${done} de ${total} actos`,
    demonstrated: 'La demostración está lista: programa par2-2022.',
    refusedToken: 'El token no vale, o no es de administración.',
    demonstrationFailed: 'No se pudo abrir',
    ledger: 'El libro',
    ledgerId: 'Identificador',
    engine: 'Motor',
    head: 'Última posición',
    empty: 'vacío todavía',
    version: 'Versión de Tramo',
    stores: 'Los tres almacenes',
    log: 'Libro de eventos',
    state: 'Estado',
    views: 'Las vistas',
    storeState: 'Estado propio',
    storeViews: 'Vistas',
    view: 'Vista',
    events: 'Eventos',
    lag: 'Atraso',
    enter: 'Cómo entrar',
    enterHow:
      'Cada ruta pide un token. El primero está en el archivo bootstrap-token del directorio de datos; los demás se emiten con él.',
    openapi: 'La API, en OpenAPI 3.1',
    ready: 'Este estado, en JSON',
    asked: 'Actualizado',
    asking: 'Preguntando al servidor…',
    up: 'en orden',
    down: 'con problemas',
    noViews: 'Todavía no hay vistas instaladas.',
    atHead: 'al día',
    verdicts: {
      ready: ['Listo', 'Los almacenes responden y las vistas están al día.'],
      'not-ready': ['Todavía no está listo', 'Lo que falta se ve abajo.'],
      stopping: ['Deteniéndose', 'Termina lo que empezó y no acepta nada nuevo.'],
      silent: ['El servidor no responde', 'Se le vuelve a preguntar cada dos segundos.'],
    },
    states: {
      active: 'activa',
      building: 'en construcción',
      stopped: 'detenida',
      behind: 'poniéndose al día',
    },
  },
  en: {
    other: 'Español',
    first: 'Where to begin',
    emptyDoor: 'Start empty',
    emptyHow: 'The ledger is empty and ready: open your programme through the API, or import your files.',
    demoDoor: 'Open the demonstration',
    demoHow:
      "PAR II 2022 with its budget, categories and rates, and some sixty invented alliances. Into an empty ledger only; it is never mixed with anybody's money.",
    token: 'Token of the file bootstrap-token',
    demonstrate: 'Open PAR II 2022',
    demonstrating: (done, total) => `${done} of ${total} acts`,
    demonstrated: 'The demonstration is there: programme par2-2022.',
    refusedToken: 'The token is not valid, or not an administrator’s.',
    demonstrationFailed: 'It could not be opened',
    ledger: 'The ledger',
    ledgerId: 'Identifier',
    engine: 'Engine',
    head: 'Last position',
    empty: 'empty so far',
    version: 'Tramo version',
    stores: 'The three stores',
    log: 'Event log',
    state: 'State',
    views: 'The views',
    storeState: 'Own state',
    storeViews: 'Views',
    view: 'View',
    events: 'Events',
    lag: 'Lag',
    enter: 'How to get in',
    enterHow:
      'Every route asks for a token. The first is in the file bootstrap-token of the data directory; the others are issued with it.',
    openapi: 'The API, in OpenAPI 3.1',
    ready: 'This status, in JSON',
    asked: 'Updated',
    asking: 'Asking the server…',
    up: 'in order',
    down: 'in trouble',
    noViews: 'No views are installed yet.',
    atHead: 'up to date',
    verdicts: {
      ready: ['Ready', 'The stores answer and the views are up to date.'],
      'not-ready': ['Not ready yet', 'What is missing stands below.'],
      stopping: ['Stopping', 'It finishes what it began and takes nothing new.'],
      silent: ['The server does not answer', 'It is asked again every two seconds.'],
    },
    states: { active: 'active', building: 'building', stopped: 'stopped', behind: 'catching up' },
  },
};

const byId = (id) => document.getElementById(id);

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

let language = remembered();
let answer;
let answeredAt;

function remembered() {
  try {
    return localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'es';
  } catch {
    return 'es';
  }
}

function switchLanguage() {
  language = language === 'es' ? 'en' : 'es';
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // A browser that keeps nothing shows Spanish again next time.
  }
  show();
}

const number = (value) => new Intl.NumberFormat(language, { useGrouping: 'always' }).format(value);

function duration(ms) {
  if (ms === 0) return TEXTS[language].atHead;
  const [value, unit] =
    ms < 1000 ? [ms, 'millisecond'] : ms < 120000 ? [ms / 1000, 'second'] : [ms / 60000, 'minute'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: ms < 1000 ? 0 : 1,
  }).format(value);
}

/** The part of a position after the ledger's own id, which stands above it. */
const place = (position) =>
  position === null ? TEXTS[language].empty : number(BigInt(position.split(':')[1]));

function show() {
  const texts = TEXTS[language];
  document.documentElement.lang = language;
  for (const labelled of document.querySelectorAll('[data-text]'))
    labelled.textContent = texts[labelled.dataset.text];
  const button = byId('language');
  button.textContent = texts.other;
  button.lang = language === 'es' ? 'en' : 'es';
  if (answer === undefined) {
    byId('verdict-title').textContent = texts.asking;
    return;
  }
  showVerdict(texts);
  if (answer === null) return;
  byId('ledger-id').textContent = answer.ledgerId;
  byId('engine').textContent = { sqlite: 'SQLite', eventstoredb: 'EventStoreDB' }[answer.engine];
  byId('head').textContent = place(answer.head);
  byId('version').textContent = answer.version;
  byId('first').hidden = answer.head !== null && !demonstrating;
  showStores(texts);
  showProjections(texts);
  const asked = byId('asked');
  asked.dateTime = answeredAt.toISOString();
  asked.textContent = new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(answeredAt);
}

/** Written only when it changes, because a screen reader reads it out each time. */
function showVerdict(texts) {
  const status = answer === null ? 'silent' : answer.status;
  const [title, detail] = texts.verdicts[status];
  const verdict = byId('verdict');
  if (verdict.dataset.status === status && byId('verdict-title').textContent === title) return;
  verdict.dataset.status = status;
  byId('verdict-title').textContent = title;
  byId('verdict-detail').textContent = detail;
  document.title = `Tramo · ${title}`;
}

function showStores(texts) {
  const stores = [
    [texts.log, answer.checks.log],
    [texts.storeState, answer.checks.state],
    [texts.storeViews, answer.checks.views],
  ];
  byId('stores').replaceChildren(
    ...stores.map(([name, check]) => {
      const item = element('li');
      const up = check.status === 'up';
      item.append(
        element('span', up ? texts.up : texts.down, { class: 'badge', 'data-tone': up ? 'good' : 'bad' }),
      );
      item.append(element('span', name));
      const reason = check === answer.checks.views ? viewsReason(texts) : check.reason;
      if (!up && reason) item.append(element('small', reason));
      return item;
    }),
  );
}

/** In the reader's language where the answer says enough to tell; otherwise in the server's words. */
function viewsReason(texts) {
  const serving = answer.projections.filter((projection) => projection.serving);
  const stopped = serving.filter((projection) => projection.state === 'stopped');
  if (stopped.length > 0) return `${texts.states.stopped}: ${stopped.map(({ name }) => name).join(', ')}`;
  return serving.some(({ behind }) => behind) ? texts.states.behind : answer.checks.views.reason;
}

function showProjections(texts) {
  const rows = answer.projections.map((projection) => {
    const row = element('tr');
    const name = element('td', projection.name);
    name.append(element('small', `v${projection.version}`));
    row.append(name, stateCell(projection, texts));
    row.append(
      element('td', number(projection.eventsApplied), { class: 'number', 'data-label': texts.events }),
    );
    row.append(element('td', duration(projection.lagMs), { class: 'number', 'data-label': texts.lag }));
    return row;
  });
  if (rows.length === 0) {
    const row = element('tr');
    row.append(element('td', texts.noViews, { colspan: '4' }));
    rows.push(row);
  }
  byId('projections').replaceChildren(...rows);
}

function stateCell(projection, texts) {
  const state = projection.state === 'active' && projection.behind ? 'behind' : projection.state;
  const tone = { active: 'good', behind: 'warn', building: 'warn', stopped: 'bad' }[state];
  const cell = element('td');
  cell.append(element('span', texts.states[state], { class: 'badge', 'data-tone': tone }));
  if (projection.fault)
    cell.append(element('small', `${projection.fault.eventType}: ${projection.fault.reason}`));
  return cell;
}

let demonstrating = false;

/** Asks for the demonstration with the token that was typed, and shows how far it has come until it is there. */
async function demonstrate(event) {
  event.preventDefault();
  if (demonstrating) return;
  demonstrating = true;
  const says = byId('demonstration-says');
  const headers = { authorization: `Bearer ${byId('token').value.trim()}` };
  const asked = async (path, init) => {
    const response = await fetch(`/api/v1/operations/${path}`, { headers, ...init });
    const body = await response.json();
    if (response.ok) return body;
    const refused = response.status === 401 || response.status === 403;
    throw new Error(refused ? TEXTS[language].refusedToken : body.detail);
  };
  try {
    says.textContent = '';
    let operation = await asked('demonstration', { method: 'POST' });
    byId('demonstrated').hidden = false;
    while (operation.state === 'running') {
      const { done = 0, total = 1 } = operation.progress ?? {};
      byId('demonstrated').value = done / total;
      says.textContent = TEXTS[language].demonstrating(number(done), number(total));
      await new Promise((resolve) => setTimeout(resolve, 500));
      operation = await asked(operation.id);
    }
    if (operation.state === 'failed') throw new Error(operation.failure);
    byId('demonstrated').value = 1;
    says.textContent = TEXTS[language].demonstrated;
  } catch (error) {
    demonstrating = false;
    byId('demonstrated').hidden = true;
    says.textContent = `${TEXTS[language].demonstrationFailed}: ${error.message}`;
  }
}

async function ask() {
  try {
    const response = await fetch('/health/ready', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    const body = await response.json();
    answer = body.checks ? body : null;
  } catch {
    answer = null;
  }
  answeredAt = new Date();
  show();
}

async function askForEver() {
  if (!document.hidden) await ask();
  setTimeout(askForEver, REFRESH_MS);
}

byId('language').addEventListener('click', switchLanguage);
byId('demonstrate').addEventListener('submit', demonstrate);
byId('origin').textContent = location.origin;
show();
void askForEver();
