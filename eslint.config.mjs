import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const pure = ['core/**/*.ts', 'agents/**/*.ts']
// What a result is made of: the same input must give the same bytes on every system.
const engineRooms = ['core/engine/**/*.ts', 'core/simulation/**/*.ts', 'core/metrics/**/*.ts', 'core/signals/**/*.ts', 'core/calendars/**/*.ts', 'core/conditions/**/*.ts']
const exactMath = ['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc', 'PI', 'E', 'LN2', 'SQRT2', 'SQRT1_2']
const localeMethods = ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toLocaleLowerCase', 'toLocaleUpperCase', 'localeCompare']
const ownMath = 'Not the same bits on every system: use core/simulation/math-ln.ts and math-exp.ts, or multiply.'

export default tseslint.config(
  { ignores: ['node_modules/**', 'out/**', 'dist/**', 'artefacts/**', 'models/training/**', '**/*.mjs', '**/*.cjs', '**/*.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      'no-restricted-imports': ['error', { paths: [{ name: 'electron', message: 'Only main/ knows Electron.' }] }],
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['main/**/*.ts', 'test/main/**/*.ts', 'test/e2e/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['renderer/**/*.tsx', 'renderer/**/*.ts'], plugins: { 'react-hooks': reactHooks }, rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' } },
  {
    files: pure,
    rules: {
      'no-restricted-globals': ['error',
        { name: 'Date', message: 'Time is an argument.' },
        { name: 'Intl', message: 'Locale and zone never reach a result.' },
        { name: 'performance', message: 'Time is an argument.' },
        { name: 'process', message: 'Pure rooms know no host.' },
        { name: 'setTimeout', message: 'Time is an argument.' },
      ],
      'no-restricted-properties': ['error',
        { object: 'Math', property: 'random', message: 'Chance is an argument.' },
        { property: 'toLocaleString', message: 'Locale never reaches a result.' },
        { property: 'localeCompare', message: 'Locale never reaches a result; compare with < and >.' },
      ],
    },
  },
  {
    files: engineRooms,
    rules: {
      'no-restricted-globals': ['error',
        ...['Date', 'Temporal', 'performance', 'setTimeout', 'setInterval', 'queueMicrotask'].map((name) => ({ name, message: 'Time is an argument.' })),
        { name: 'Intl', message: 'Locale and zone never reach a result.' },
        { name: 'process', message: 'Pure rooms know no host.' },
        { name: 'crypto', message: 'Chance is an argument.' },
        ...['globalThis', 'window', 'self'].map((name) => ({ name, message: 'What is banned by name is banned by any way to it.' })),
      ],
      'no-restricted-properties': ['error', ...localeMethods.map((property) => ({ property, message: 'Locale never reaches a result; compare with < and >.' }))],
      // Math is a list of what is exact everywhere, not a list of what is known to differ.
      'no-restricted-syntax': ['error',
        { selector: `MemberExpression[object.name='Math'][computed=false]:not([property.name=/^(${exactMath.join('|')})$/])`, message: ownMath },
        { selector: "MemberExpression[object.name='Math'][computed=true]", message: ownMath },
        { selector: "Identifier[name='Math']:not(MemberExpression > Identifier.object)", message: `Name the function: Math is not passed on. ${ownMath}` },
        { selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']", message: ownMath },
      ],
    },
  },
)
