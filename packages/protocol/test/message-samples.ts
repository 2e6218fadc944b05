import type { JobPayload } from '../src/job';

export const JOB_ID = '01890a5d-ac96-774b-bcce-b302099a8057';
export const OTHER_ID = '01890a5d-ac96-774b-bcce-b302099a8058';
export const KEY = Buffer.alloc(32, 1).toString('base64');

const host = {
  hostname: 'pc-17',
  agentVersion: '0.1.0',
  platform: 'linux',
  bootId: 'boot-1',
  hardwareId: 'hw-1',
  timeZone: 'Europe/Zurich',
};
const signature = Buffer.alloc(64, 2).toString('base64');
const step = { kind: 'start-service', service: 'miredo' };

/** One valid message of every type, by type. */
export const AGENT_SAMPLES: Record<string, Record<string, unknown>> = {
  hello: { type: 'hello', protocol: 1, sessionKey: KEY },
  enrol: { type: 'enrol', tokenId: 'k7', secret: 's', agentKey: KEY, signature, ...host },
  prove: { type: 'prove', machineId: JOB_ID, signature, highestSequence: 0, ...host },
  heartbeat: { type: 'heartbeat' },
  observation: { type: 'observation', n: 1, observedAt: 1, reason: 'connect', observation: { os: {} } },
  status: {
    type: 'status',
    n: 2,
    jobId: JOB_ID,
    attempt: 1,
    version: 3,
    state: 'running',
    at: 5,
    detail: null,
    until: null,
    steps: [{ step, outcome: 'done', exitCode: 0, output: '', startedAt: 1, finishedAt: 2 }],
    before: { os: {} },
    after: null,
    unmet: [{ fact: 'f' }],
    blockers: [],
  },
  receipt: {
    type: 'receipt',
    n: 3,
    jobId: JOB_ID,
    attempt: 1,
    session: 'tty1',
    user: 'ann',
    channel: 'terminal',
    language: 'de-CH',
    textSha256: 'ab'.repeat(32),
    onAgentAt: 1,
    displayedAt: 2,
    answeredAt: 3,
    answer: 'acknowledged',
    deferredUntil: null,
    deferrals: 0,
  },
  ask: { type: 'ask', jobId: JOB_ID, attempt: 1, askId: OTHER_ID },
  'offer-refused': {
    type: 'offer-refused',
    n: 4,
    payloadSha256: 'cd'.repeat(32),
    code: 'bad-signature',
    text: 'The signature does not fit.',
    jobId: null,
    at: 9,
  },
  'update-status': {
    type: 'update-status',
    n: 5,
    version: '1.2.3',
    state: 'fell-back',
    text: 'It ended at once.',
    at: 9,
  },
  'application-request': {
    type: 'application-request',
    n: 5,
    application: 'Example Chat',
    askedBy: 'ada',
    at: 10,
  },
  bye: { type: 'bye', reason: 'stopping' },
};

export const SERVER_SAMPLES: Record<string, Record<string, unknown>> = {
  challenge: { type: 'challenge', sessionId: JOB_ID, nonce: KEY, proof: signature, serverTime: 1 },
  enrolled: { type: 'enrolled', machineId: JOB_ID, enrolmentId: OTHER_ID, jobKey: KEY, status: 'active' },
  welcome: {
    type: 'welcome',
    machineId: JOB_ID,
    enrolmentId: OTHER_ID,
    epoch: 1,
    status: 'active',
    serverTime: 1,
    heartbeatSeconds: 30,
    observeSeconds: 600,
    reachabilityPeer: null,
    probeServer: null,
  },
  offer: { type: 'offer', payload: 'e30=', signature },
  cancel: { type: 'cancel', jobId: JOB_ID, reason: 'Cancelled by Ann.' },
  go: { type: 'go', jobId: JOB_ID, attempt: 1, sealed: 'AAAA' },
  hold: { type: 'hold', jobId: JOB_ID, attempt: 1, reason: 'paused', text: 'Paused.', retryAfterSeconds: 30 },
  'observe-now': { type: 'observe-now' },
  update: { type: 'update', payload: 'e30=', signature, install: false },
  ack: { type: 'ack', ns: [1, 2] },
  error: { type: 'error', code: 'malformed', text: 'No.', final: false, retryAfterSeconds: null },
};

export const SAMPLE_JOB: JobPayload = {
  v: 1,
  jobId: JOB_ID,
  attempt: 1,
  machineId: '01890a5d-ac96-774b-bcce-b302099a8059',
  enrolmentId: '01890a5d-ac96-774b-bcce-b302099a805a',
  rolloutId: '01890a5d-ac96-774b-bcce-b302099a805b',
  sequence: 1,
  work: {
    kind: 'apply',
    desired: {
      teredo: {
        mode: 'on',
        type: null,
        serverName: '192.0.2.1',
        refreshIntervalSeconds: null,
        clientPort: null,
      },
      ipv6: 'install-if-missing',
      firewall: 'leave',
      allowReboot: false,
      acceptFirewallOff: false,
    },
  },
  planHash: 'ef'.repeat(32),
  issuedAt: 1_764_000_000_000,
  notBefore: 1_764_000_000_000,
  notAfter: 1_764_003_600_000,
  windows: [],
  notice: {
    policy: {
      kind: 'acknowledge',
      mayRefuse: true,
      minimumNoticeSeconds: 0,
      maxDeferrals: 0,
      minimumDeferralSeconds: 0,
      answerTimeoutSeconds: 300,
      whenNobodyLoggedOn: 'start',
    },
    texts: [{ language: 'en', title: 'Teredo will be turned on', body: 'No restart is needed.' }],
  },
  contactWindowSeconds: 300,
  witnesses: ['default-gateway'],
  verify: { attempts: 3, intervalSeconds: 5 },
};
