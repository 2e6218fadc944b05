import { type VerbName, verbInputs } from '@teredo-fleet/services';
import * as z from 'zod';

/** A JSON Schema (2020-12), which is what OpenAPI 3.1 is written in. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  const?: unknown;
  enum?: unknown[];
  additionalProperties?: boolean | JsonSchema;
  [keyword: string]: unknown;
}

/** What a caller of the verb writes. */
export function inputSchemaOf(verb: VerbName): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(verbInputs[verb], { io: 'input' });
  return schema as JsonSchema;
}

/** A field in depth: `filter.search`. */
export interface Leaf {
  path: string;
  schema: JsonSchema;
  required: boolean;
}

const isNull = ({ type }: JsonSchema): boolean => type === 'null';

/** An address can't say null; what may be null may be left out. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  const kept = anyOf?.filter((one) => !isNull(one));
  if (kept === undefined || kept.length === anyOf?.length) return schema;
  return kept.length === 1 ? { ...rest, ...kept[0] } : { ...rest, anyOf: kept };
}

/** The fields of an object in depth, each by its path; lists and alternatives are leaves. */
export function leavesOf(schema: JsonSchema, under = '', isRequired = true): Leaf[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = under === '' ? name : `${under}.${name}`;
    const required = isRequired && (schema.required ?? []).includes(name);
    if (field.properties !== undefined) return leavesOf(field, path, required);
    return [{ path, schema: withoutNull(field), required }];
  });
}

/** The same object without some of its fields. */
export function withoutFields(schema: JsonSchema, fields: readonly string[]): JsonSchema {
  const { required = [], properties = {}, ...rest } = schema;
  const kept = Object.entries(properties).filter(([name]) => !fields.includes(name));
  return {
    ...rest,
    properties: Object.fromEntries(kept),
    required: required.filter((name) => !fields.includes(name)),
  };
}
