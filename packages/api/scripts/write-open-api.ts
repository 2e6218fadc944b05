import { writeFileSync } from 'node:fs';
import { makeOutputSchemas } from './output-schemas';

/** `npm run openapi`: writes what the HTTP API answers, as the types of the verbs' outputs say it. */
const file = new URL('../src/generated/output-schemas.json', import.meta.url);
writeFileSync(file, makeOutputSchemas());
