import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Names whose values never reach a log, wherever they stand in what is logged. */
const SECRET_FIELDS = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'signature',
  'sealed',
  'databaseUrl',
  'link',
];

const paths = SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** One JSON line an event on standard error; the supervisor keeps them in the data folder. */
export function createLogger(role: string): Logger {
  return pino(
    {
      base: { role, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[hidden]' },
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
