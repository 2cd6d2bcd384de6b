import hooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import { existsSync, readdirSync } from 'node:fs';
import ts from 'typescript-eslint';

const features = existsSync('src/features') ? readdirSync('src/features') : [];

/** Text that a person reads stands in the strings of a feature and nowhere else. */
const noText = [
  {
    selector: 'JSXText[value=/[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]{2,}/]',
    message: 'Text belongs into strings.ts, in both languages.',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(label|title|placeholder|aria-label|description|alt)$/] > Literal[value=/[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]{2,}/]',
    message: 'Text belongs into strings.ts, in both languages.',
  },
];

const noSinks = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Nothing is written as HTML.' },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
    message: 'Nothing is written as HTML.',
  },
  {
    selector: "CallExpression[callee.property.name=/^(write|writeln)$/][callee.object.name='document']",
    message: 'Nothing is written as HTML.',
  },
];

export default defineConfig(
  { ignores: ['node_modules', 'dist', 'src/shared/api/schema.ts'] },
  ...ts.configs.recommended,
  hooks.configs.flat.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...noText, ...noSinks],
      'no-restricted-globals': ['error', { name: 'name' }, { name: 'event' }],
    },
  },
  { files: ['src/**/*.test.{ts,tsx}'], rules: { 'no-restricted-syntax': ['error', ...noSinks] } },
  {
    files: ['src/shared/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['**/features/**', '**/app/**'] }],
    },
  },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/app/**'], message: 'Features do not know the pages.' },
            ...features
              .filter((f) => f !== feature)
              .map((f) => ({
                group: [`**/features/${f}/**`, `../${f}/**`],
                message: 'Features do not import each other: pages combine them.',
              })),
          ],
        },
      ],
    },
  })),
);
