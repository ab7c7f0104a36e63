import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Nest's bus delivers out of order and swallows failures, and AggregateRoot finds handlers by the name of a
// string: projections and process managers read the log instead.
const nestEvents = {
  group: ['@nestjs/cqrs'],
  importNamePattern: '^(EventBus|AggregateRoot|EventPublisher|Saga|EventsHandler|IEventHandler)$',
  message: 'Read the log: events do not travel over the bus.',
};

const httpInLibs = {
  group: ['@nestjs/common'],
  importNamePattern: '^(Http(Code|Status|Exception)|\\w+Exception)$',
  message: 'Rooms return a Rejection; only apps/server knows HTTP status codes.',
};

const nodeGlobals = Object.fromEntries(
  [
    'AbortController',
    'Buffer',
    'URL',
    '__dirname',
    '__filename',
    'clearInterval',
    'clearTimeout',
    'console',
    'exports',
    'fetch',
    'module',
    'performance',
    'process',
    'require',
    'setImmediate',
    'setInterval',
    'setTimeout',
  ].map((name) => [name, 'readonly']),
);

export default defineConfig(
  { ignores: ['node_modules/', 'dist*/', 'data/', 'coverage/'] },
  // An inline comment cannot switch a rule off: the rule is right, or it is changed here for everyone.
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      // Loaded on demand, because not every thread that opens a room's door, nor every command, needs them.
      '@typescript-eslint/no-require-imports': [
        'error',
        {
          allow: [
            '^@nestjs/(common|cqrs)$',
            '^\\./(engines/eventstoredb|postgres-(pool|views))$',
            '^\\.\\./run-server$',
          ],
        },
      ],
      'no-restricted-imports': ['error', { patterns: [nestEvents] }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allowBoolean: true,
          allowNullish: true,
          allow: ['URL', 'URLSearchParams'],
        },
      ],
      // Arrow functions that only call are written short; Nest's modules are classes without members.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-extraneous-class': [
        'error',
        { allowWithDecorator: true, allowStaticOnly: true },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      // With noUncheckedIndexedAccess, "!" says "the line above made sure".
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A DTO describes the shape of an answer; a literal of that shape is the answer.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A port that promises may be implemented without awaiting.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['libs/**/*.ts'],
    ignores: ['**/*.{spec,test}.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [nestEvents, httpInLibs] }],
    },
  },
  {
    // Tests read JSON, poke at what is wrong on purpose, and hold methods in their hands.
    files: [
      'test/**/*.ts',
      'bench/**/*.ts',
      '**/*.{spec,test}.ts',
      '**/*.testing.ts',
      'libs/**/{contract,testing}/**/*.ts',
    ],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['apps/server/src/command-line/**/*.ts', 'apps/server/src/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: nodeGlobals },
    rules: {
      eqeqeq: 'error',
      'no-undef': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['apps/server/src/**/assets/*.js'],
    languageOptions: {
      globals: {
        document: 'readonly',
        localStorage: 'readonly',
        location: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
