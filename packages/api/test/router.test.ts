import { PERMISSIONS, type Permission, VERB_NAMES, type VerbName, verbs } from '@teredo-fleet/services';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestFleet } from '../../services/test/support/fleet';
import {
  type ApiContext,
  type ApiError,
  createAppRouter,
  createCallerFactory,
  MAX_BATCH_SIZE,
  type SourcedEvent,
} from '../src';

const router = createAppRouter(verbs);
const procedures = router._def.procedures as unknown as Record<
  string,
  { _def: { type: string; meta?: { verb?: VerbName } } }
>;

let fleet: TestFleet;
let unknownErrors: unknown[] = [];
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

function contextOf(who: Parameters<TestFleet['as']>[0], changes: Partial<ApiContext> = {}): ApiContext {
  const services = fleet.as(who);
  return {
    services,
    acting: services,
    changes: { subscribe: async function* () {} },
    actorNow: async () => (services.actor.kind === 'user' ? services.actor : null),
    onUnknownError: (error) => unknownErrors.push(error),
    ...changes,
  };
}

const callerOf = (context: ApiContext) => createCallerFactory(router)(context);

async function overHttp(context: ApiContext, path: string, init: RequestInit = {}) {
  const response = await fetchRequestHandler({
    router,
    endpoint: '/api/trpc',
    maxBatchSize: MAX_BATCH_SIZE,
    req: new Request(`http://localhost/api/trpc/${path}`, init),
    createContext: () => context,
  });
  return {
    status: response.status,
    body: (await response.json()) as { error?: { data: { error: ApiError } } },
  };
}

const inputOf = (value: unknown) => `?input=${encodeURIComponent(JSON.stringify(value))}`;

describe('the router (S-34)', () => {
  it('names a declared verb in every procedure', () => {
    const undeclared = Object.entries(procedures).filter(([, one]) => {
      const verb = one._def.meta?.verb;
      return verb === undefined || !(verb in PERMISSIONS);
    });
    expect(Object.keys(procedures).length).toBeGreaterThan(30);
    expect(undeclared.map(([path]) => path)).toEqual([]);
  });

  it('opens every verb of people but those that give a file, once, and no verb of the server’s own processes', () => {
    const offered = Object.values(procedures).map((one) => one._def.meta!.verb!);
    expect(new Set(offered).size).toBe(offered.length);
    const isPeoples = (verb: VerbName) => {
      const permission: Permission = PERMISSIONS[verb];
      return permission === 'public' || Array.isArray(permission);
    };
    expect([...offered].sort()).toEqual(
      VERB_NAMES.filter(
        (verb) =>
          isPeoples(verb) &&
          ![
            'finding.export',
            'past.export',
            'report.export',
            'audit.export',
            'evidence.download',
            'reportLink.takeBundle',
          ].includes(verb),
      ).sort(),
    );
  });

  it('never changes anything by a query', () => {
    const changing =
      /\.(acknowledge|add|test|archive|edit|remove|offer|change|stop|measure|check|toggle|observe|accept|refuse|save\w*|submit|approve\w*|open|download|bundle|send|reject|clone|set|set[A-Z]\w*|retire|delete|release\w*|pause|resume|promote|overrideGate|retryFailed|exclude|abort|rollBack|undo|cancel|request|create\w*|nudge|askNoticeOverride|grantNoticeOverride|closeNoticeOverride|grant|decide|revoke|disable|enable|reset\w*|complete|visit)$/;
    // Its input is a secret, which belongs in no log of addresses: asked by POST, though it changes nothing.
    const secret = 'user.checkResetLink';
    // Its input is a whole policy, which is too long for an address.
    const long = 'policy.preview';
    for (const { _def } of Object.values(procedures)) {
      const verb = _def.meta!.verb!;
      expect(_def.type === 'mutation').toBe(verb === secret || verb === long || changing.test(verb));
    }
  });
});

describe('errors', () => {
  it.each([
    ['nobody', { kind: 'nobody' as const }, 'machines.list', {}, 401, 'unauthenticated'],
    ['a viewer', 'viewer' as const, 'settings.get', {}, 403, 'forbidden'],
    [
      'a viewer',
      'viewer' as const,
      'machines.get',
      { id: '00000000-0000-4000-8000-000000000000' },
      404,
      'not-found',
    ],
    ['a viewer', 'viewer' as const, 'machines.get', { id: 'x' }, 400, 'invalid'],
    ['a viewer', 'viewer' as const, 'machines.list', { role: 'admin' }, 400, 'invalid'],
  ])(
    'for %s with %j at %s with %j carry a status, a code, a message and the request',
    async (_who, who, path, input, status, code) => {
      const context = contextOf(who);
      const answer = await overHttp(context, `${path}${inputOf(input)}`);
      expect(answer.status).toBe(status);
      expect(answer.body.error!.data.error).toMatchObject({
        code,
        requestId: context.services.requestId,
        message: expect.stringMatching(/\.$/),
      });
    },
  );

  it('name the fields that are wrong', async () => {
    const { body } = await overHttp(
      contextOf('viewer'),
      `machines.list${inputOf({ limit: 0, sort: { by: 'x' } })}`,
    );
    expect(Object.keys(body.error!.data.error.fields).sort()).toEqual(['limit', 'sort.by', 'sort.direction']);
  });

  it('tell a caller nothing of an unknown error, and the log everything', async () => {
    unknownErrors = [];
    const secret = new Error('password=hunter2 at /srv/secret.ts');
    const services = {
      ...fleet.as('viewer'),
      db: { $transaction: async () => Promise.reject(secret) } as never,
    };
    const { status, body } = await overHttp(contextOf('viewer', { services }), `machines.list${inputOf({})}`);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|secret\.ts/);
    expect(body.error!.data.error).toMatchObject({ code: 'internal', requestId: services.requestId });
    expect(unknownErrors).toEqual([secret]);
  });

  it('say 503 when the database is away', async () => {
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const services = {
      ...fleet.as('viewer'),
      db: { $transaction: async () => Promise.reject(away) } as never,
    };
    const { status, body } = await overHttp(contextOf('viewer', { services }), `machines.list${inputOf({})}`);
    expect([status, body.error!.data.error.code]).toEqual([503, 'unavailable']);
  });

  it('answer an unknown procedure, a mutation by GET and an oversized batch without a stack', async () => {
    const many = Array.from({ length: MAX_BATCH_SIZE + 1 }, () => 'viewer.me').join(',');
    const answers = [
      await overHttp(contextOf('admin'), 'machines.destroyAll'),
      await overHttp(contextOf('admin'), `brake.set${inputOf({ on: true, reason: 'by GET' })}`),
      await overHttp(contextOf('admin'), `${many}?batch=1&input={}`),
      await overHttp(contextOf('admin'), 'machines.list?input={not json'),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([404, 405, 400, 400]);
    for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/node_modules|at \w+ \(/);
    expect((await callerOf(contextOf('admin')).brake.get()).on).toBe(false);
  });
});

describe('events.changes', () => {
  const event = (n: number, id: string | null): SourcedEvent => ({
    id: `e${n}`,
    event: { kind: 'machine', id },
  });

  /** A source that plays a list and runs `between` before each event. */
  const playing = (events: SourcedEvent[], between: (n: number) => void = () => undefined) => ({
    async *subscribe() {
      for (const [n, one] of events.entries()) {
        between(n);
        yield one;
      }
    },
  });

  async function heard(context: ApiContext): Promise<unknown[]> {
    const all: unknown[] = [];
    for await (const one of await callerOf(context).events.changes()) all.push(one);
    return all;
  }

  it('passes events on under their own ids', async () => {
    const changes = playing([event(1, null), event(2, null)]);
    const all = (await heard(contextOf('viewer', { changes }))) as [string, unknown][];
    expect(all.map(([id, data]) => [id, data])).toEqual([
      ['e1', { kind: 'machine', id: null }],
      ['e2', { kind: 'machine', id: null }],
    ]);
  });

  it('keeps events about a foreign scope from somebody limited', async () => {
    const limited = await fleet.person('viewer', [fleet.otherScopeId]);
    const [foreign, own] = [await fleet.machine(), await fleet.machine({ scopeId: fleet.otherScopeId })];
    const changes = playing([event(1, foreign), event(2, own)]);
    const all = (await heard(contextOf(limited, { changes }))) as [string, unknown][];
    expect(all.map(([id]) => id)).toEqual(['e2']);
  });

  it('is closed to people who are not signed in, and ends when the right is lost (S-36)', async () => {
    await expect(heard(contextOf({ kind: 'nobody' }))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    let signedIn = true;
    const actor = fleet.people.get('viewer')!;
    const changes = playing([event(1, null), event(2, null)], (n) => {
      if (n === 1) signedIn = false;
    });
    const context = contextOf('viewer', { changes, actorNow: async () => (signedIn ? actor : null) });
    const all: unknown[] = [];
    const listen = async () => {
      for await (const one of await callerOf(context).events.changes()) all.push(one);
    };
    await expect(listen()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(all).toHaveLength(1);
  });
});
