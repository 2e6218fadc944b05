import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const read = (name: string): string =>
  readFileSync(new URL(`../../../../fixtures/schemas/${name}`, import.meta.url), 'utf8');

/** What keeps a text from being OSCAL assessment results by the schema that NIST publishes. Empty: nothing. */
export function oscalErrors(text: string): string[] {
  const ajv = new Ajv({ strict: false, allErrors: false });
  addFormats(ajv);
  const isValid = ajv.compile(JSON.parse(read('oscal-1.0.6-assessment-results.json')));
  isValid(JSON.parse(text));
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
