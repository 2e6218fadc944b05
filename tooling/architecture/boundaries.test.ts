import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkBoundaries } from './src/check-boundaries';
import { LAYERS } from './src/layers';
import { readSources, readWorkspaceFolders } from './src/source-file';

const root = fileURLToPath(new URL('../../', import.meta.url));
const brokenBy = (path: string, text: string) => checkBoundaries({ path, text }).join('\n');

describe('the repository', () => {
  const sources = readSources(root);

  it('is read at all', () => {
    const folders = new Set(sources.map(({ path }) => path.split('/').slice(0, 2).join('/')));
    expect(folders).toContain('packages/teredo');
    expect(sources.length).toBeGreaterThan(100);
  });

  it('imports only what the drawing allows', () => {
    expect(sources.flatMap(checkBoundaries)).toEqual([]);
  });

  it('has every package and app in the drawing', () => {
    const folders = readWorkspaceFolders(root);
    const drawn = LAYERS.map(({ folder }) => folder);
    expect(folders.filter((folder) => !drawn.includes(folder))).toEqual([]);
  });
});

describe('a seeded violation', () => {
  it.each([
    ['packages/teredo/src/x.ts', "import { z } from 'zod';", /teredo -> zod: .*ECMAScript 3.*Windows XP/],
    ['packages/teredo/src/x.ts', "import { readFileSync } from 'node:fs';", /teredo -> node:fs/],
    ['packages/teredo/src/x.ts', "import fs from 'fs';", /teredo -> fs/],
    ['packages/teredo/src/x.ts', "import type { Job } from '@teredo-fleet/protocol';", /teredo -> protocol/],
    ['packages/rollout/src/x.ts', "export * from '@teredo-fleet/teredo';", /rollout -> teredo/],
    ['packages/evidence/src/x.ts', "const f = () => import('node:crypto');", /evidence -> node:crypto/],
    ['packages/agent-core/src/x.ts', "import '@teredo-fleet/platform';", /agent-core -> platform/],
    [
      'packages/protocol/src/x.ts',
      "import { plan } from '@teredo-fleet/teredo';",
      /protocol -> teredo \(only its types/,
    ],
    ['packages/protocol/src/x.ts', "type P = import('@teredo-fleet/db').Row;", /protocol -> db/],
    ['packages/api/src/x.ts', "import { query } from '@teredo-fleet/db';", /api -> db: .*router/],
    [
      'packages/platform/src/x.ts',
      "import { jobSchema } from '@teredo-fleet/protocol';",
      /platform -> protocol/,
    ],
    ['packages/agent/src/x.ts', "import { x } from '@teredo-fleet/services';", /agent -> services/],
    ['packages/agent/src/x.ts', "import { x } from '../../server/src/x';", /by its name, never by a path/],
    [
      'packages/platform/src/linux/x.ts',
      "import { y } from '../simulator/y';",
      /adapters stand beside each other/,
    ],
    [
      'packages/platform/src/linux/x.ts',
      "import { spawn } from 'node:child_process';",
      /processes are started in few places/,
    ],
    ['packages/services/src/x.ts', 'export const port = process.env.PORT;', /reads process\.env/],
    ['packages/services/src/x.ts', "import { env } from 'node:process';", /reads process\.env/],
    [
      'apps/web/src/app/page.tsx',
      "import { appRouter } from '@teredo-fleet/api';",
      /web -> api \(only its types/,
    ],
    ['apps/web/src/app/page.tsx', "import { plan } from '@teredo-fleet/teredo';", /web -> teredo/],
    [
      'apps/web/src/app/(console)/explain/client.tsx',
      "import { explain } from '@teredo-fleet/teredo';",
      /web -> teredo/,
    ],
    ['apps/web/src/app/page.tsx', "import { createServer } from '@teredo-fleet/server';", /web -> server/],
    ['apps/agent-wsh/src/x.ts', "import { jobPayloadSchema } from '@teredo-fleet/protocol';", /one ES3 file/],
    ['apps/agent-wsh/src/x.ts', "import { x } from '@teredo-fleet/protocol/node';", /agent-wsh -> protocol/],
    ['apps/agent-wsh/src/x.ts', "import { spawn } from 'node:child_process';", /one ES3 file/],
    ['apps/agent-wsh/src/x.ts', "import { Agent } from '@teredo-fleet/agent';", /agent-wsh -> agent/],
    ['apps/server/src/x.ts', "import { query } from '@teredo-fleet/db';", /apps\/server -> db/],
    ['apps/loadgen/src/x.ts', "import { query } from '@teredo-fleet/db';", /loadgen -> db/],
    ['apps/e2e/tests/x.test.ts', "import { query } from '@teredo-fleet/db';", /e2e -> db/],
    ['packages/new-thing/src/x.ts', '', /not in the drawing/],
  ])('in %s is found: %s', (path, text, reason) => expect(brokenBy(path, text)).toMatch(reason));

  it.each([
    'export const now = Date.now();',
    'export const now = new Date();',
    'export const now = Date();',
    'export const chance = Math.random();',
    'setTimeout(() => 1, 1);',
    "console.error('x');",
    'export const later = setInterval;',
    'export const all = globalThis;',
  ])('of purity is found: %s', (text) => {
    expect(brokenBy('packages/rollout/src/x.ts', text)).toMatch(/arguments in a pure package/);
  });
});

describe('what the drawing allows', () => {
  it.each([
    ['packages/agent-core/src/x.ts', "import { plan } from '@teredo-fleet/teredo';"],
    ['packages/protocol/src/x.ts', "import type { Observation } from '@teredo-fleet/teredo';"],
    [
      'packages/protocol/src/x.ts',
      "import { type Observation } from '@teredo-fleet/teredo';\nimport * as z from 'zod';",
    ],
    ['packages/platform/src/spawn.ts', "import { spawn } from 'node:child_process';"],
    ['apps/agent-wsh/src/x.ts', "import { openFrame } from '@teredo-fleet/protocol/es3';"],
    ['apps/agent-wsh/src/x.ts', "import nacl from 'tweetnacl';"],
    ['packages/platform/src/linux/x.ts', "import type { ChildProcess } from 'node:child_process';"],
    ['packages/agent/src/configuration.ts', 'export const port = process.env.PORT;'],
    [
      'apps/web/src/app/(console)/explain/explain-texts.ts',
      "import { explain } from '@teredo-fleet/teredo';",
    ],
    ['apps/web/src/trpc/server.ts', "import { createCaller } from '@teredo-fleet/api';"],
    [
      'apps/web/src/app/page.tsx',
      "import type { AppRouter } from '@teredo-fleet/api';\nimport { x } from '@/x';",
    ],
    ['packages/rollout/src/x.ts', 'export const at = (now: number) => new Date(now).getTime();'],
    [
      'packages/rollout/src/x.ts',
      'export interface Row { process: string }\nexport const f = (row: Row) => row.process;',
    ],
  ])('in %s passes: %s', (path, text) => expect(brokenBy(path, text)).toBe(''));
});
