import { PERMISSIONS, type Permission, type VerbName } from '@teredo-fleet/services';
import outputs from '../generated/output-schemas.json';
import { type HttpRoute, pathFieldsOf } from './http-route';
import { inputSchemaOf, type JsonSchema, leavesOf, withoutFields } from './json-schema';
import { PROBLEM_CODES, PROBLEM_TYPE } from './problem';
import { KEY_FIELD, KEY_HEADER, takesKey } from './read-input';
import { ROUTES } from './routes';

const OUTPUTS = outputs as unknown as {
  verbs: Record<string, JsonSchema>;
  definitions: Record<string, JsonSchema>;
};

/** Clients must bear fields that a later version adds, so that answers are described as open objects. */
function opened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(opened);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(
    ([key, value]) => key !== 'additionalProperties' || value !== false,
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, opened(value)]));
}

const operationIdOf = (verb: VerbName): string =>
  verb.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase());

function rolesOf(verb: VerbName): string {
  const permission: Permission = PERMISSIONS[verb];
  return Array.isArray(permission) ? `For the roles: ${permission.join(', ')}.` : 'For every role.';
}

function parametersOf(route: HttpRoute, schema: JsonSchema): object[] {
  const inPath = pathFieldsOf(route);
  const leaves = leavesOf(schema).filter(({ path }) => path !== KEY_FIELD);
  const path = inPath.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: schema.properties?.[name],
  }));
  const query =
    route.method === 'POST'
      ? []
      : leaves
          .filter((leaf) => !inPath.includes(leaf.path))
          .map((leaf) => ({ name: leaf.path, in: 'query', required: leaf.required, schema: leaf.schema }));
  const key = { name: KEY_HEADER, in: 'header', required: true, schema: schema.properties?.[KEY_FIELD] };
  return [...path, ...query, ...(takesKey(schema) ? [key] : [])];
}

function bodyOf(route: HttpRoute, schema: JsonSchema): object {
  if (route.method === 'GET') return {};
  const body = withoutFields(schema, [...pathFieldsOf(route), KEY_FIELD]);
  const required = (body.required ?? []).length > 0;
  return { requestBody: { required, content: { 'application/json': { schema: body } } } };
}

function contentOf({ verb, answer }: HttpRoute): object {
  const text = { schema: { type: 'string' } };
  if (answer === 'stream') return { 'application/jsonl': text, 'application/json': text, 'text/csv': text };
  if (answer === 'bundle') return { 'application/zip': { schema: { type: 'string', format: 'binary' } } };
  if (answer === 'json') return { 'application/json': { schema: opened(OUTPUTS.verbs[verb]) } };
  return { 'application/json': { schema: {} }, 'text/csv': text };
}

function operationOf(route: HttpRoute): object {
  const schema = inputSchemaOf(route.verb);
  return {
    operationId: operationIdOf(route.verb),
    tags: [route.path.split('/')[1]],
    summary: route.summary,
    description: rolesOf(route.verb),
    parameters: parametersOf(route, schema),
    ...bodyOf(route, schema),
    responses: {
      200: { description: 'Done.', content: contentOf(route) },
      default: { $ref: '#/components/responses/Problem' },
    },
    'x-teredo-verb': route.verb,
  };
}

function pathsOf(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of ROUTES) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
}

const TEXT = { type: 'string' };
const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'Problem details (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId', 'fields'],
  properties: {
    type: { ...TEXT, format: 'uri' },
    title: TEXT,
    status: { type: 'integer' },
    detail: { ...TEXT, description: 'What happened and what to do; may be shown as it is.' },
    code: { ...TEXT, enum: PROBLEM_CODES },
    requestId: { ...TEXT, description: "Finds this call in the server's logs." },
    fields: {
      type: 'object',
      description: 'Path of a field to what is wrong with it.',
      additionalProperties: TEXT,
    },
  },
};

const ABOUT = `The verbs of the dashboard for programs. Times are ISO 8601 in UTC. Lists answer with \`nextCursor\`: give it
back as \`cursor\` for the next page; null ends the list. Answers may get more fields within v1. Every refusal is a problem
(RFC 9457) whose \`detail\` says what to do.`;

/** The OpenAPI 3.1 document of the HTTP API. */
export function openApiDocument(version: string) {
  return {
    openapi: '3.1.0',
    info: { title: 'Teredo Fleet', version, description: ABOUT },
    servers: [{ url: '/api/v1' }],
    security: [{ apiToken: [] }],
    paths: pathsOf(),
    components: {
      schemas: { ...(opened(OUTPUTS.definitions) as Record<string, object>), Problem: PROBLEM },
      responses: {
        Problem: {
          description: 'What was asked was not done.',
          content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        apiToken: { type: 'http', scheme: 'bearer', description: 'An API token, made under Settings.' },
      },
    },
  };
}
