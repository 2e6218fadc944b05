import { writeFileSync } from 'node:fs';
import { CLIENT_FILE, makeClientTypes } from './client-types';
import { makeOutputSchemas, SCHEMAS_FILE } from './output-schemas';

/**
 * `npm run openapi`: writes what the HTTP API answers, as the types of the verbs' outputs say it, and the types of the
 * whole document for the terminal's client. `answers` alone: the first, which the second is made from.
 */
const [, , what] = process.argv;
if (what === 'answers') writeFileSync(SCHEMAS_FILE, makeOutputSchemas());
else writeFileSync(CLIENT_FILE, await makeClientTypes());
