// Writes the types of the client from the document of the API; with --check only says whether they are current.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const target = 'src/shared/api/schema.ts';
const document = JSON.parse(readFileSync('../docs/openapi.json', 'utf8'));

// The client adds the token to each change by itself.
for (const path of Object.values(document.paths))
  for (const operation of Object.values(path))
    operation.parameters = operation.parameters?.filter((p) => p.name !== 'X-XSRF-TOKEN');

const text =
  '// Generated from docs/openapi.json by `npm run api`.\n\n' + astToString(await openapiTS(document));
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error(`error: ${target} is not what docs/openapi.json says. Run: npm run api`);
  process.exit(1);
}
