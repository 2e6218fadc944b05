import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { PERMISSIONS, type Permission, VERB_NAMES, verbs } from '@teredo-fleet/services';
import { describe, expect, it } from 'vitest';
import { CLIENT_FILE, makeClientTypes } from '../../scripts/client-types';
import { makeOutputSchemas, SCHEMAS_FILE } from '../../scripts/output-schemas';
import { createAppRouter, NOT_OFFERED, openApiDocument, ROUTES } from '../../src';
import { pathFieldsOf } from '../../src/http/http-route';
import { inputSchemaOf, leavesOf } from '../../src/http/json-schema';

const document = JSON.parse(JSON.stringify(openApiDocument('1.2.3')));

/** The kind of procedure that pages call a verb by. */
const kinds = new Map(
  Object.values(
    createAppRouter(verbs)._def.procedures as unknown as Record<
      string,
      { _def: { type: string; meta: { verb: string } } }
    >,
  ).map(({ _def }) => [_def.meta.verb, _def.type]),
);

describe('the OpenAPI document', () => {
  it('is one, of version 3.1', async () => {
    const result = await new Validator().validate(document);
    expect(result.errors ?? []).toEqual([]);
    expect([result.valid, document.openapi]).toEqual([true, '3.1.0']);
  });

  it('has every schema that it refers to', () => {
    const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(names.length).toBeGreaterThan(100);
    for (const [ref, kind, name] of names)
      expect(document.components[kind!][name!], ref).toBeTypeOf('object');
  });

  it('describes answers as the types of the verbs say now; else: npm run openapi', () => {
    expect(JSON.parse(readFileSync(SCHEMAS_FILE, 'utf8'))).toEqual(JSON.parse(makeOutputSchemas()));
  });

  it('is what the terminal is written against; else: npm run openapi', async () => {
    expect(readFileSync(CLIENT_FILE, 'utf8') === (await makeClientTypes())).toBe(true);
  });

  it('asks for an API token everywhere', () => {
    expect(document.security).toEqual([{ apiToken: [] }]);
    expect(JSON.stringify(document.paths)).not.toContain('"security"');
  });

  it('leaves room for answers to grow, and none for requests', () => {
    const closed = (value: unknown) => JSON.stringify(value).match(/"additionalProperties":false/g) ?? [];
    expect(closed(document.components.schemas)).toEqual([]);
    const { requestBody, responses } = document.paths['/machines/{id}/toggle'].post;
    expect(closed(responses)).toEqual([]);
    expect(closed(requestBody).length).toBeGreaterThan(2);
  });

  it('takes the id from the address and the key from its header, and neither from the body', () => {
    const { parameters, requestBody } = document.paths['/machines/{id}/toggle'].post;
    expect(parameters.map((one: { name: string; in: string }) => [one.name, one.in])).toEqual([
      ['id', 'path'],
      ['Idempotency-Key', 'header'],
    ]);
    const { properties, required } = requestBody.content['application/json'].schema;
    expect(Object.keys(properties)).toEqual(['desired', 'notice', 'reason', 'basis']);
    expect(required).toEqual(['desired', 'notice', 'reason']);
  });

  it('spells a filter out, field by field', () => {
    const { parameters } = document.paths['/machines'].get;
    const names = parameters.map((one: { name: string }) => one.name);
    expect(names).toEqual(
      expect.arrayContaining(['filter.search', 'filter.contact', 'sort.by', 'cursor', 'limit']),
    );
    const cursor = parameters.find((one: { name: string }) => one.name === 'cursor');
    expect(cursor).toMatchObject({ required: false, schema: { type: 'string' } });
  });
});

describe('the routes', () => {
  const routed = ROUTES.map(({ verb }) => verb);
  const peoples = VERB_NAMES.filter((verb) => {
    const permission: Permission = PERMISSIONS[verb];
    return permission === 'public' || Array.isArray(permission);
  });

  it('have every verb of people once, or a reason why not', () => {
    const without = peoples.filter((verb) => !routed.includes(verb) && NOT_OFFERED[verb] === undefined);
    expect(without, 'add a line to routes.ts, or a reason to not-offered.ts').toEqual([]);
    expect(new Set(routed).size).toBe(routed.length);
  });

  it('have no verb that is not for programs, and no reason for what is offered', () => {
    expect(routed.filter((verb) => NOT_OFFERED[verb] !== undefined)).toEqual([]);
    expect(routed.filter((verb) => !peoples.includes(verb))).toEqual([]);
    expect(Object.keys(NOT_OFFERED).filter((verb) => !(verb in PERMISSIONS))).toEqual([]);
  });

  it('change nothing by GET, and ask by POST only what no address can say', () => {
    const byGet = ROUTES.filter(({ method, verb }) => method === 'GET' && kinds.get(verb) !== 'query');
    // They write who took a report, a bundle or the audit trail, and change nothing else.
    expect(byGet.map(({ verb }) => verb)).toEqual([
      'finding.export',
      'past.export',
      'report.export',
      'evidence.download',
      'audit.export',
    ]);
    const asked = ROUTES.filter(({ method, verb }) => method === 'POST' && kinds.get(verb) === 'query');
    for (const { verb } of asked) {
      const { properties = {} } = inputSchemaOf(verb);
      const deep = Object.values(properties).some((one) => one.properties !== undefined);
      expect([verb, deep]).toEqual([verb, true]);
    }
  });

  it('have an address each, with fields that the verb takes', () => {
    const addresses = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const route of ROUTES) {
      const { properties = {}, required = [] } = inputSchemaOf(route.verb);
      for (const name of pathFieldsOf(route)) {
        expect(Object.keys(properties), route.path).toContain(name);
        expect(required, route.path).toContain(name);
      }
    }
  });

  it('can say by parameters all that a query takes', () => {
    for (const route of ROUTES.filter(({ method }) => method === 'GET'))
      for (const { path, schema } of leavesOf(inputSchemaOf(route.verb)))
        expect([route.verb, path, JSON.stringify(schema).includes('"object"')]).toEqual([
          route.verb,
          path,
          false,
        ]);
  });
});
