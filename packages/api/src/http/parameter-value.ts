import type { JsonSchema } from './json-schema';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

function alternativesOf(schema: JsonSchema): JsonSchema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

function takes(schema: JsonSchema, type: string): boolean {
  return alternativesOf(schema).some((one) => [one.type ?? []].flat().includes(type));
}

/**
 * What a text in an address stands for, by what the field takes: a number or a truth value where it may be one, else the
 * text itself. Whether it is right is for the verb to say.
 */
export function readScalar(schema: JsonSchema, text: string): unknown {
  if (NUMBER.test(text) && (takes(schema, 'integer') || takes(schema, 'number'))) return Number(text);
  if (takes(schema, 'boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** What the items of a list take; null for what is no list. */
export function itemsOf(schema: JsonSchema): JsonSchema | null {
  const list = alternativesOf(schema).find(({ type }) => type === 'array');
  return list === undefined ? null : (list.items ?? list.prefixItems?.[0] ?? {});
}
