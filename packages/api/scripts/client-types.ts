import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../src/http/open-api';

export const CLIENT_FILE = new URL('../../../apps/cli/src/generated/openapi.ts', import.meta.url);

/** The TypeScript types of the document, which the terminal is written against: it imports nothing of the server. */
export async function makeClientTypes(): Promise<string> {
  const ast = await openapiTS(JSON.stringify(openApiDocument('')), { alphabetize: false });
  return `// Made by npm run openapi.\n${astToString(ast)}`;
}
