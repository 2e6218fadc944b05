/** What a child may know of the supervisor's own environment: nothing that is a secret. */
const PASSED_ON = [
  'PATH',
  'Path',
  'SystemRoot',
  'HOME',
  'USERPROFILE',
  'TMPDIR',
  'TEMP',
  'TZ',
  'LANG',
  'LC_ALL',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
];

type Environment = Record<string, string | undefined>;

/** Environment of a child process: the neutral part of our own, and what is meant for this child. */
export function childEnvironment(own: Environment, meant: Record<string, string>, dev: boolean): Environment {
  const neutral = Object.fromEntries(PASSED_ON.flatMap((name) => (own[name] ? [[name, own[name]]] : [])));
  return { ...neutral, NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1', ...meant };
}

/** The same for node:cluster, which adds the primary's own variables unless they are named as undefined. */
export function clusterEnvironment(own: Environment, child: Environment): Environment {
  return { ...Object.fromEntries(Object.keys(own).map((name) => [name, undefined])), ...child };
}
