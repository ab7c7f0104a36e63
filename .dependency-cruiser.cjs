// The house: a room imports only rooms named before it, and only through their door.
const rooms = [
  'kernel',
  'stores',
  'event-log',
  'journal',
  'identity',
  'programmes',
  'fx',
  'budget',
  'treasury',
  'agreements',
  'followup',
  'reporting',
  'audit',
];

const TESTS = '\\.(spec|test|testing)\\.ts$';
/** Code that only ever runs under test: it may use what only tests may use. */
const TEST_ONLY = `${TESTS}|/(contract|testing)/`;

const onlyRoomsBefore = rooms.slice(0, -1).map((room, index) => ({
  name: `${room}-imports-only-rooms-before-it`,
  severity: 'error',
  from: { path: `^libs/${room}/` },
  to: { path: `^libs/(${rooms.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...onlyRoomsBefore,
    {
      name: 'every-room-has-its-place-in-the-order',
      comment: 'A new folder in libs/ is added to the list above, where it belongs.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(${rooms.join('|')})/` },
      to: {},
    },
    {
      name: 'rooms-never-import-apps-or-tests',
      severity: 'error',
      from: { path: '^libs/', pathNot: TEST_ONLY },
      to: { path: '^(apps|test|bench|demo)/' },
    },
    {
      name: 'rooms-are-entered-through-the-door',
      comment: 'Import @tramo/<room>; what is not exported from its src/index.ts is private.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^libs/($1/|[^/]+/src/index\\.ts$)' },
    },
    {
      name: 'the-rest-of-the-house-uses-the-door-too',
      severity: 'error',
      from: { path: '^(apps|bench|demo|test)/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'the-kernel-depends-on-decimal-js-alone',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: TESTS },
      to: { path: 'node_modules/', pathNot: 'node_modules/decimal\\.js/' },
    },
    {
      name: 'rooms-do-not-know-the-http-server',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: 'node_modules/(@nestjs/platform-|@fastify/|fastify/|express/)' },
    },
    {
      name: 'the-web-sees-only-the-api-client',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps/server|bench|demo)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Circular decorated imports throw under swc and survive tsc by luck.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'what-runs-is-not-a-development-dependency',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TEST_ONLY },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'what-is-imported-is-declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'what-is-imported-exists', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    exclude: { path: '^(dist|dist\\.new|dist\\.old|data|coverage)/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
