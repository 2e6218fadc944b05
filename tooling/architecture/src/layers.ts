/** What a package or app may import. Everything not named is forbidden. */
export interface Layer {
  /** Folder from the root of the repository. */
  folder: string;
  /** Workspace packages by folder name; `types:x` allows only `import type` from x, `x/part` only that part of x. */
  mayImport: string[];
  /** Whether node modules and npm packages are open to it; a list: only these packages. */
  outside: 'open' | 'closed' | readonly string[];
  /** Stated when the rule is broken. */
  reason: string;
}

const PURE = 'it is pure, so that the same code runs in the agent, the server, a browser and a test';
const ES3 = 'it must compile to ECMAScript 3 for the script agent on Windows XP, and be the same everywhere';

/** The drawing: who may import whom. */
export const LAYERS: Layer[] = [
  { folder: 'packages/teredo', mayImport: [], outside: 'closed', reason: ES3 },
  { folder: 'packages/agent-core', mayImport: ['teredo'], outside: 'closed', reason: ES3 },
  { folder: 'packages/rollout', mayImport: [], outside: 'closed', reason: PURE },
  {
    folder: 'packages/evidence',
    mayImport: [],
    outside: 'closed',
    reason: 'it verifies proof offline, with no server and nothing else to trust',
  },
  {
    folder: 'packages/bundle',
    mayImport: ['evidence'],
    outside: 'open',
    reason: 'it writes files from values; where these come from and who signs is not its business',
  },
  {
    folder: 'packages/protocol',
    mayImport: ['types:teredo'],
    outside: 'open',
    reason: 'messages carry the shapes of the domain, never its behaviour',
  },
  {
    folder: 'packages/db',
    mayImport: ['types:teredo', 'types:protocol'],
    outside: 'open',
    reason: 'a query knows shapes; rules belong to services',
  },
  {
    folder: 'packages/services',
    mayImport: ['db', 'rollout', 'evidence', 'teredo', 'protocol'],
    outside: 'open',
    reason: 'a verb joins the domain and the database and knows no transport',
  },
  {
    folder: 'packages/api',
    mayImport: ['services'],
    outside: 'open',
    reason: 'a procedure is input and verb; no database and no rule in a router',
  },
  {
    folder: 'packages/server',
    mayImport: ['api', 'services', 'db', 'protocol', 'bundle'],
    outside: 'open',
    reason: 'the server carries messages to verbs; the domain is reached through services',
  },
  {
    folder: 'packages/platform',
    mayImport: ['teredo'],
    outside: 'open',
    reason: 'an adapter gathers and acts; it knows the domain and no job, session or message',
  },
  {
    folder: 'packages/agent',
    mayImport: ['agent-core', 'teredo', 'protocol', 'platform'],
    outside: 'open',
    reason: 'the agent must build without a line of the server',
  },
  {
    folder: 'packages/ui',
    mayImport: [],
    outside: 'open',
    reason: 'a primitive knows no machine and no API',
  },
  {
    folder: 'packages/dev-env',
    mayImport: [
      'agent',
      'agent-core',
      'api',
      'bundle',
      'db',
      'evidence',
      'platform',
      'protocol',
      'rollout',
      'server',
      'services',
      'teredo',
      'ui',
    ],
    outside: 'open',
    reason: 'it is a composition root of packages; apps are started as processes',
  },
  {
    folder: 'apps/agent',
    mayImport: ['agent', 'agent-core', 'teredo', 'protocol', 'platform'],
    outside: 'open',
    reason: 'the agent must build without a line of the server',
  },
  {
    folder: 'apps/agent-wsh',
    mayImport: ['agent-core', 'teredo', 'types:protocol', 'protocol/es3'],
    outside: ['tweetnacl', 'fast-sha256'],
    reason: 'what it imports ends up in one ES3 file for Windows XP',
  },
  { folder: 'apps/server', mayImport: ['server'], outside: 'open', reason: 'an app only wires' },
  {
    folder: 'apps/web',
    mayImport: ['ui', 'types:api'],
    outside: 'open',
    reason:
      'a page asks the API; only trpc/server.ts calls it in process and only server.ts starts the server',
  },
  {
    folder: 'apps/cli',
    mayImport: ['protocol', 'evidence', 'teredo'],
    outside: 'open',
    reason: 'the terminal uses the HTTP API like anybody else',
  },
  {
    folder: 'apps/loadgen',
    mayImport: ['agent', 'agent-core', 'protocol', 'platform'],
    outside: 'open',
    reason: 'simulated machines speak the real protocol; a shortcut into the server would measure nothing',
  },
  {
    folder: 'apps/e2e',
    mayImport: ['dev-env'],
    outside: 'open',
    reason: 'an end-to-end test acts through the public door',
  },
];

/** Files with more rights than their layer, each with its reason. */
export const FILE_GRANTS: { file: RegExp; mayImport: string[]; reason: string }[] = [
  {
    file: /^apps\/web\/src\/trpc\/server\.tsx?$/,
    mayImport: ['api'],
    reason: 'server components call the API in process, in this one file',
  },
  { file: /^apps\/web\/server\.ts$/, mayImport: ['server'], reason: 'the main of the web role' },
  {
    file: /^apps\/web\/src\/app\/\(console\)\/explain\/explain-texts\.ts$/,
    mayImport: ['teredo'],
    reason:
      'what somebody pastes is read in the browser and sent nowhere, by the same pure code as everywhere',
  },
  {
    file: /^apps\/web\/src\/app\/\(console\)\/programs\/inspect-file\.ts$/,
    mayImport: ['teredo'],
    reason: 'a program that somebody chooses is read in the browser and sent nowhere, as agents read it',
  },
  {
    file: /^apps\/web\/src\/own-rule\/rule-text\.ts$/,
    mayImport: ['teredo'],
    reason: 'a rule is read as it is typed, by the same pure code that judges machines by it',
  },
  {
    file: /^apps\/web\/src\/notice\/notice-rules\.ts$/,
    mayImport: ['teredo'],
    reason:
      'a notice is judged and shown as it is typed, by the same pure code that the channels show it with',
  },
  {
    file: /^apps\/web\/src\/app\/\(door\)\/verify\/(ask-worker\.ts|verdict\.tsx)$/,
    mayImport: ['types:evidence'],
    reason: 'a verdict comes whole from the worker that the page runs; no line of it runs in the page',
  },
  {
    file: /^apps\/loadgen\/src\/bench\//,
    mayImport: ['dev-env'],
    reason: 'a benchmark boots the whole server and measures it from outside',
  },
];

/** The only files that may start processes. */
export const MAY_SPAWN: { file: RegExp; reason: string }[] = [
  { file: /^packages\/platform\/src\/spawn[a-z-]*\.ts$/, reason: 'the one place of the agent that spawns' },
  { file: /^packages\/server\/src\/supervisor\//, reason: 'the supervisor starts and restarts the roles' },
  { file: /^apps\/server\/src\/supervisor/, reason: 'the main of the supervisor' },
  { file: /^packages\/db\/src\/embedded\//, reason: 'starts and stops the embedded PostgreSQL' },
  { file: /^packages\/dev-env\//, reason: 'boots databases, servers and namespaces for tests and the demo' },
];

/**
 * The only files that may touch the environment: for each program the file that reads its configuration, the main
 * that hands `process.env` to it, and those that make the environment of a child.
 */
export const MAY_READ_ENVIRONMENT: { file: RegExp; reason: string }[] = [
  {
    file: /^packages\/server\/src\/supervisor\/run-supervisor\.ts$/,
    reason: 'hands it to readConfiguration',
  },
  {
    file: /^packages\/server\/src\/evidence-key\/run-new-evidence-key\.ts$/,
    reason: 'hands it to readConfiguration',
  },
  { file: /^packages\/server\/src\/backup\/run-backup\.ts$/, reason: 'hands it to readConfiguration' },
  { file: /^packages\/server\/src\/process\/run-role\.ts$/, reason: 'hands it to readRoleEnvironment' },
  { file: /^packages\/agent\/src\/configuration\.ts$/, reason: 'the configuration of the agent' },
  { file: /^packages\/platform\/src\/spawn[a-z-]*\.ts$/, reason: 'children get a cleaned environment' },
  {
    file: /^packages\/db\/src\/embedded\/run-program\.ts$/,
    reason: 'the database gets a cleaned environment',
  },
  {
    file: /^packages\/db\/src\/testing\//,
    reason: 'test databases are told where to run by the test runner',
  },
  { file: /^packages\/dev-env\//, reason: 'starts processes and so makes their environment' },
  { file: /^apps\/[a-z-]+\/src\/configuration\.ts$/, reason: 'the configuration of an app' },
  { file: /^apps\/[a-z-]+\/[a-z-]+\.config\.ts$/, reason: 'the configuration of a build tool' },
  { file: /^apps\/web\/server\.ts$/, reason: 'the main of the web role' },
];

/** Folders of adapters that stand beside each other and never import each other. */
export const ADAPTERS: string[] = [
  'packages/platform/src/linux',
  'packages/platform/src/windows',
  'packages/platform/src/simulator',
];

/** Globals that make a function depend on when and where it runs; closed to pure layers. */
export const IMPURE_GLOBALS: string[] = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'console',
  'performance',
  'process',
  'fetch',
  'crypto',
  'require',
  'globalThis',
  'Buffer',
];
