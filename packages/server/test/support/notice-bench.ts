import { createHash, randomInt } from 'node:crypto';
import {
  createTestDatabase,
  insertJob,
  insertMachine,
  insertNoticeLink,
  insertRollout,
  type JobRef,
  type JobRest,
  noticePolicy,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import { pino } from 'pino';
import { startNoticePage } from '../../src/notice/notice';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as an agent makes one. */
export const newCode = (): string => Array.from({ length: 20 }, () => LETTERS[randomInt(32)]).join('');

export interface AskedMachine {
  job: JobRef;
  machineId: string;
  hostname: string;
  code: string;
  codeSha256: Buffer;
}

export interface NoticeBench {
  database: TestDatabase;
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** A machine on which a notice is asked, and the link of its session. */
  ask(
    rest?: JobRest,
    policy?: { kind?: 'inform' | 'acknowledge' | 'defer'; mayRefuse?: boolean },
  ): Promise<AskedMachine>;
  stop(): Promise<void>;
}

export const NOTICE_TEXTS = [
  {
    language: 'en',
    title: 'Teredo will be turned on',
    body: 'It lets programs use IPv6.\nQuestions? Ask Ada.',
  },
  { language: 'de', title: 'Teredo wird eingeschaltet', body: 'Damit können Programme IPv6 nutzen.' },
];

const DESIRED = {
  teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'install-if-missing',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: false,
};

/** The real process of the page on a real database, with the role of its own. */
export async function startNoticeBench(trustedProxies: string[] = []): Promise<NoticeBench> {
  const database = await createTestDatabase();
  const page = await startNoticePage(
    { version: '0.0.0-test', databaseUrl: database.urls.notice, host: '127.0.0.1', port: 0, trustedProxies },
    pino({ enabled: false }),
  );
  const admin = database.pool('admin');
  await admin.query(
    `insert into "user" (id, name, email) values ('author', 'Ada Example', 'ada@example.com') on conflict do nothing`,
  );
  return {
    database,
    url: `http://127.0.0.1:${page.port}`,
    async ask(rest = {}, { kind = 'defer', mayRefuse = true } = {}) {
      const machine = await insertMachine(admin);
      const rollout = await insertRollout(admin, machine.scopeId);
      const notice = { ...noticePolicy(kind, { mayRefuse }), texts: NOTICE_TEXTS };
      const asked = {
        state: 'notifying',
        work: { kind: 'apply', desired: DESIRED },
        notice,
        notAfter: 86_400,
      };
      const job = await insertJob(admin, rollout, machine, { ...asked, ...rest });
      const code = newCode();
      const codeSha256 = await insertNoticeLink(admin, job, code);
      return { job, machineId: machine.id, hostname: machine.hostname, code, codeSha256 };
    },
    async stop() {
      await page.close();
      await database.drop();
    },
  };
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
