import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url));
/** Texts that people read go through `t` of lib/language.ts, so that a catalogue can say them in another language. */
const texts = [
  { selector: 'JSXText[value=/[A-Za-z]{2}/]', message: 'Texts of pages go through t() (src/lib/language.ts).' },
  {
    selector: 'JSXAttribute[name.name=/^(label|title|placeholder|aria-label|hint|lead|action|about|alt)$/] > Literal[value=/[A-Za-z]{2}/]',
    message: 'Texts of pages go through t() (src/lib/language.ts).',
  },
];
/** Such texts stand where no page is drawn yet, so that they are only marked; `t` says them on the page. */
const marked = {
  selector: 'Property[key.name=/^(label|title|about|hint|advice|header)$/] > Literal[value=/[A-Za-z]{2}/]',
  message: 'Texts that a page shows are given to mark() (src/lib/language.ts), so that the catalogue has them.',
};
const layers = {
  // shared -> features -> app: each may import what stands to its left.
  shared: ['src/components/**', 'src/lib/**', 'src/client/**'],
};

/** Features know nothing of each other; what two of them need moves to components/ or lib/. */
const featureRules = features.map((feature) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['@/app/*', '@/app/**', '../../../app/**'],
            message: 'A feature does not know the application around it.',
          },
          ...features
            .filter((other) => other !== feature)
            .map((other) => ({
              group: [`@/features/${other}`, `@/features/${other}/**`, `**/../${other}/**`],
              message: `Feature "${feature}" must not import feature "${other}".`,
            })),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/client/schema.ts', 'public', 'opening/opening.js', 'test-results'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // The table and the list of rows keep functions that the compiler may not memoise; we do not use the compiler.
      'react-hooks/incompatible-library': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Use the generated client (src/client/api.ts).' },
      ],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: layers.shared,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@/features/**', '@/app/**'], message: 'Shared code knows no feature.' }] },
      ],
    },
  },
  ...featureRules,
  { files: ['src/**/*.tsx'], rules: { 'no-restricted-syntax': ['error', ...texts, marked] } },
  {
    files: ['src/**/*.ts'],
    // Names of programming languages and of languages are the same in all of them.
    ignores: ['src/**/*.test.ts', 'src/lib/locale.ts', 'src/features/repairs/api/languages.ts'],
    rules: { 'no-restricted-syntax': ['error', marked] },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['public/**', 'eslint.config.js', 'e2e/**'], languageOptions: { globals: { URL: 'readonly' } } },
);
