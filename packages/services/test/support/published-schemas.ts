import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';

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

/** What keeps a text from being a checklist by the schema of DISA's viewer. Empty: nothing. */
export async function checklistErrors(text: string): Promise<string[]> {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'checklist.ckl', contents: text }],
    schema: [{ fileName: 'checklist.xsd', contents: read('disa-checklist-2.5.xsd') }],
  });
  return valid ? [] : errors.map(({ message }) => message);
}
