import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { jobPayloadSchema } from '@teredo-fleet/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  findUnknownSettings,
  readConfiguration,
  SETTING_NAMES,
} from '../src/configuration';

const root = new URL('../../../', import.meta.url);
const textOf = (name: string) => readFileSync(new URL(name, root), 'utf8');

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'no problem';
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfiguration({})).toMatchObject({
      dataDir: resolve('.data'),
      host: '127.0.0.1',
      port: 3000,
      agentPort: 3001,
      publicUrl: 'http://localhost:3000',
      agentUrl: 'http://localhost:3001',
      noticeHost: '127.0.0.1',
      noticePort: 3002,
      noticeUrl: 'http://localhost:3002',
      databaseUrl: null,
      admin: null,
      tls: null,
      roles: ['signer', 'gateway', 'engine', 'reporter', 'notice', 'web'],
      gatewayWorkers: 1,
      demo: null,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: '' }).port).toBe(3000);
  });

  it('puts the agent port beside the port that was asked for', () => {
    expect(readConfiguration({ PORT: '8080' })).toMatchObject({
      agentPort: 8081,
      agentUrl: 'http://localhost:8081',
    });
  });

  it('names every variable that cannot be used, with the remedy', () => {
    const problems = problemsOf({ PORT: 'http', TEREDO_FLEET_SECRET: 'short', DATABASE_URL: 'mysql://db' });
    expect(problems).toContain('PORT must be a whole number from 1 to 65535; for example PORT=3000.');
    expect(problems).toContain('TEREDO_FLEET_SECRET must have 32 characters or more');
    expect(problems).toContain('DATABASE_URL must be an address such as postgresql://');
  });

  it('never repeats the value of a secret in its message', () => {
    expect(problemsOf({ TEREDO_FLEET_SECRET: 'canary-7f3a' })).not.toContain('canary-7f3a');
    expect(
      problemsOf({ TEREDO_FLEET_ADMIN_EMAIL: 'a@example.com', TEREDO_FLEET_ADMIN_PASSWORD: 'canary' }),
    ).not.toContain('canary');
  });

  it('asks for both halves of a pair', () => {
    expect(problemsOf({ TEREDO_FLEET_TLS_CERT: '/cert.pem' })).toBe(
      'TEREDO_FLEET_TLS_CERT is set and TEREDO_FLEET_TLS_KEY is not: set both, or neither.',
    );
    expect(problemsOf({ TEREDO_FLEET_ADMIN_PASSWORD: 'twelve or more' })).toContain(
      'TEREDO_FLEET_ADMIN_EMAIL is not',
    );
  });

  it('refuses one port for people and agents', () => {
    expect(problemsOf({ PORT: '3000', AGENT_PORT: '3000' })).toBe('AGENT_PORT must differ from PORT.');
  });

  it('puts the page of notices on a third port, and its links on plain HTTP at the name that machines know', () => {
    const https = {
      TEREDO_FLEET_AGENT_URL: 'https://agents.example.com',
      PORT: '443',
      AGENT_HOST: '192.0.2.7',
    };
    expect(readConfiguration(https)).toMatchObject({
      noticeHost: '192.0.2.7',
      noticePort: 445,
      noticeUrl: 'http://agents.example.com:445',
    });
    expect(readConfiguration({ HOST: '2001:db8::1' }).noticeUrl).toBe('http://[2001:db8::1]:3002');
    const named = {
      NOTICE_PORT: '80',
      NOTICE_HOST: '::',
      TEREDO_FLEET_NOTICE_URL: 'http://notice.example.com',
    };
    expect(readConfiguration(named)).toMatchObject({
      noticeHost: '::',
      noticePort: 80,
      noticeUrl: 'http://notice.example.com',
    });
    expect(readConfiguration({ AGENT_PORT: '3002' }).noticePort).toBe(3001);
    expect(problemsOf({ NOTICE_PORT: '3001' })).toBe('NOTICE_PORT must differ from PORT and AGENT_PORT.');
    expect(problemsOf({ PORT: '65534' })).toBe('NOTICE_PORT must be set when PORT is 65534.');
  });

  it('begins the links of notices with nothing that a job can’t name', () => {
    const signs = (url: string | null) =>
      jobPayloadSchema.shape.noticeUrl.safeParse(url ?? undefined).success;
    const host = fc.oneof(
      fc.stringMatching(/^[!$&-.0-9;=A-Z_a-z~é]{1,30}$/),
      fc.constantFrom('x'.repeat(240), '[2001:db8::1]', 'BÜRO_1', 'pc_7.example.com', "a'b", 'a,b', 'a(b)'),
    );
    let [taken, refused] = [0, 0];
    for (const name of ['TEREDO_FLEET_NOTICE_URL', 'TEREDO_FLEET_AGENT_URL'])
      fc.assert(
        fc.property(host, (text) => {
          const environment = { [name]: `http://${text}` };
          const problem = problemsOf(environment);
          if (problem === 'no problem') {
            taken += 1;
            expect(signs(readConfiguration(environment).noticeUrl)).toBe(true);
          } else {
            refused += 1;
            expect(problem).toMatch(new RegExp(`^(${name}|TEREDO_FLEET_NOTICE_URL) must be `));
          }
        }),
      );
    expect(Math.min(taken, refused)).toBeGreaterThan(10);
  });

  it('takes names of Windows networks into links, and says what to write in place of what it can’t', () => {
    expect(readConfiguration({ TEREDO_FLEET_AGENT_URL: 'https://SRV_01:3001' }).noticeUrl).toBe(
      'http://srv_01:3002',
    );
    const remedy =
      'at most 200 characters, of which the name has letters, digits, dots, hyphens and underscores alone, such as http://notices.example.com.';
    expect(problemsOf({ TEREDO_FLEET_NOTICE_URL: "http://it's.example.com" })).toBe(
      `TEREDO_FLEET_NOTICE_URL must be an address of ${remedy}`,
    );
    expect(problemsOf({ TEREDO_FLEET_AGENT_URL: "https://it's.example.com" })).toBe(
      `TEREDO_FLEET_NOTICE_URL must be set, because the links of notices can't begin with http://it's.example.com:3002: to an address of ${remedy}`,
    );
  });

  it('knows of no page where none runs and none is named, so that notices have no link', () => {
    const signer = { TEREDO_FLEET_ROLES: 'signer,web', TEREDO_FLEET_AGENT_URL: "https://it's.example.com" };
    expect(readConfiguration(signer).noticeUrl).toBeNull();
    const named = { ...signer, TEREDO_FLEET_NOTICE_URL: 'http://notices.example.com' };
    expect(readConfiguration(named).noticeUrl).toBe('http://notices.example.com');
  });

  it('reads proxies as addresses and networks only', () => {
    expect(
      readConfiguration({ TEREDO_FLEET_TRUSTED_PROXY: '192.0.2.1, 2001:db8::/32' }).trustedProxies,
    ).toEqual(['192.0.2.1', '2001:db8::/32']);
    expect(problemsOf({ TEREDO_FLEET_TRUSTED_PROXY: 'yes' })).toContain(
      'must list the addresses or networks',
    );
  });

  it('keeps roles in starting order and refuses unknown ones', () => {
    expect(readConfiguration({ TEREDO_FLEET_ROLES: 'web, signer' }).roles).toEqual(['signer', 'web']);
    expect(problemsOf({ TEREDO_FLEET_ROLES: 'worker' })).toContain(
      'TEREDO_FLEET_ROLES must be a list out of',
    );
  });

  it('reads the size of the demo', () => {
    expect(readConfiguration({ TEREDO_FLEET_DEMO_MACHINES: '12' }).demo).toEqual({ machines: 12 });
    for (const wrong of ['0', '10001', '1.5', '-3', 'many'])
      expect(problemsOf({ TEREDO_FLEET_DEMO_MACHINES: wrong })).toBe(
        'TEREDO_FLEET_DEMO_MACHINES must be a whole number from 1 to 10000.',
      );
  });

  it('speaks of https where there is a certificate', () => {
    const tls = { TEREDO_FLEET_TLS_CERT: 'cert.pem', TEREDO_FLEET_TLS_KEY: 'key.pem', HOST: '192.0.2.7' };
    expect(readConfiguration(tls)).toMatchObject({
      publicUrl: 'https://192.0.2.7:3000',
      agentUrl: 'https://192.0.2.7:3001',
    });
  });

  it.each([
    'https://fleet.example.com/teredo',
    'https://ann@fleet.example.com',
    'http://fleet.example.com?a=b',
  ])('refuses %s as an address: nothing would be found there', (address) => {
    const named = { TEREDO_FLEET_PUBLIC_URL: address, TEREDO_FLEET_AGENT_URL: address };
    expect(problemsOf(named)).toBe(
      ['PUBLIC', 'AGENT']
        .map(
          (kind) =>
            `TEREDO_FLEET_${kind}_URL must be scheme, name and port alone, such as https://fleet.example.com: no path, no user name.`,
        )
        .join('\n'),
    );
  });

  it('finds a variable whose name is a slip of the pen', () => {
    const environment = { TEREDO_FLEET_PUBLICURL: 'x', TEREDO_FLEET_PUBLIC_URL: 'x', PATH: '/bin' };
    expect(findUnknownSettings(environment)).toEqual(['TEREDO_FLEET_PUBLICURL']);
  });

  it('is in the table of the README, every variable of it and no other', () => {
    const [, table = ''] = /## Settings\n\n(\|[\s\S]*?)\n\n/.exec(textOf('README.md')) ?? [];
    const named = table.split('\n').flatMap((row) => row.split('|')[1]?.match(/[A-Z_]{4,}/g) ?? []);
    expect(named.sort()).toEqual([...SETTING_NAMES].sort());
  });

  it.each(['README.md', 'docs/operations.md', 'docker-compose.yml', 'Dockerfile'])(
    'is what %s speaks of',
    (file) => {
      const named = textOf(file).match(/TEREDO_FLEET_[A-Z_]+/g) ?? [];
      expect(named.filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
    },
  );
});
