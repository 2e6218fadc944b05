import { InvalidError } from '@teredo-fleet/services';
import { type HttpRoute, pathFieldsOf } from './http-route';
import { inputSchemaOf, type JsonSchema, leavesOf } from './json-schema';
import { onlyOf } from './only-of';
import { itemsOf, readScalar } from './parameter-value';

/** What of a request becomes the input of a verb. */
export interface HttpInput {
  /** Values of the fields that stand in the path, decoded. */
  path: Readonly<Record<string, string>>;
  search: URLSearchParams;
  /** The header `Idempotency-Key`. */
  idempotencyKey: string | null;
  /** The body as it came; null: none was sent. */
  body: Uint8Array | null;
}

/** The field that a header carries. */
export const KEY_FIELD = 'idempotencyKey';
export const KEY_HEADER = 'Idempotency-Key';

export function takesKey(schema: JsonSchema): boolean {
  return schema.properties?.[KEY_FIELD] !== undefined;
}

function refuse(message: string, fields: Record<string, string>): never {
  throw new InvalidError(message, fields);
}

/** Puts a value where its path says, making the objects on the way. The path comes from a schema, never from a caller. */
function place(into: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let object = into;
  for (const name of names) {
    object[name] ??= {};
    object = object[name] as Record<string, unknown>;
  }
  object[last] = value;
}

function readParameter(schema: JsonSchema, name: string, texts: readonly string[]): unknown {
  const items = itemsOf(schema);
  if (items !== null) return texts.map((text) => readScalar(items, text));
  return readScalar(schema, onlyOf(name, texts));
}

function readSearch(route: HttpRoute, schema: JsonSchema, search: URLSearchParams): Record<string, unknown> {
  const inPath = pathFieldsOf(route);
  const known = leavesOf(schema).filter(({ path }) => !inPath.includes(path) && path !== KEY_FIELD);
  const input: Record<string, unknown> = {};
  for (const name of new Set(search.keys())) {
    const leaf = known.find(({ path }) => path === name);
    if (leaf === undefined)
      return refuse(
        `This call has no parameter ${JSON.stringify(name)}. It takes: ${known.map(({ path }) => path).join(', ') || 'none'}.`,
        { [name]: 'is not a parameter of this call' },
      );
    place(input, name, readParameter(leaf.schema, name, search.getAll(name)));
  }
  return input;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NO_JSON = 'The body could not be read: it is not JSON in UTF-8. Send one JSON object.';

function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return refuse(NO_JSON, { body: 'is not JSON in UTF-8' });
  }
}

function readBody(route: HttpRoute, { body, search }: HttpInput): Record<string, unknown> {
  const [parameter] = search.keys();
  if (parameter !== undefined)
    refuse(
      `This call takes no parameters in the address, and there is ${JSON.stringify(parameter)}. Put them into the body.`,
      {
        [parameter]: 'belongs into the body',
      },
    );
  const value = body === null || body.length === 0 ? {} : parseBody(body);
  if (!isObject(value)) return refuse('The body must be one JSON object.', { body: 'must be an object' });
  for (const name of [...pathFieldsOf(route), KEY_FIELD])
    if (Object.hasOwn(value, name))
      refuse(
        `${name} doesn’t belong into the body: it stands in ${name === KEY_FIELD ? `the header ${KEY_HEADER}` : 'the address'}.`,
        {
          [name]: 'does not belong into the body',
        },
      );
  return value;
}

/** The raw input of the route's verb, which parses it. Throws InvalidError for what can't be one. */
export function readInput(route: HttpRoute, http: HttpInput): Record<string, unknown> {
  const schema = inputSchemaOf(route.verb);
  const input = route.method === 'GET' ? readSearch(route, schema, http.search) : readBody(route, http);
  const key = takesKey(schema) ? { [KEY_FIELD]: readKey(http) } : {};
  return { ...input, ...http.path, ...key };
}

function readKey({ idempotencyKey }: HttpInput): string {
  if (idempotencyKey !== null) return idempotencyKey;
  return refuse(
    `Send the header ${KEY_HEADER} with a new UUID, and the same one when you try the same change again.`,
    { [KEY_FIELD]: `must be in the header ${KEY_HEADER}` },
  );
}
