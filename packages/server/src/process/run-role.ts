import { ConfigurationError } from '../configuration';
import { createLogger, type Logger } from '../log';
import { type RoleEnvironment, readRoleEnvironment } from '../role-environment';
import type { RoleMessage } from './role-messages';

/** A started role; `close` ends its sockets, timers and connections. */
export interface Running {
  close(): Promise<void>;
}

type RoleName = Parameters<typeof readRoleEnvironment>[0];

const CLOSE_TIMEOUT_MS = 8_000;

function tell(message: RoleMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) return resolve();
    process.send(message, undefined, {}, () => resolve());
  });
}

const explain = (error: unknown): string =>
  error instanceof ConfigurationError
    ? error.message
    : error instanceof Error
      ? error.message
      : String(error);

/** Ends the process on a signal of the supervisor's, or when the supervisor is gone. */
function endWithSupervisor(running: Running, log: Logger): void {
  let ending = false;
  const end = (why: string): void => {
    if (ending) return;
    ending = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), CLOSE_TIMEOUT_MS).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('disconnect', () => end('the supervisor is gone'));
}

/**
 * The life of every role's process: reads its environment, starts, says that it is ready, ends when told to.
 * Ctrl-C reaches the whole process group: it is left to the supervisor, which ends its roles in order.
 */
export async function runRole<R extends RoleName>(
  role: R,
  start: (environment: RoleEnvironment<R>, log: Logger) => Promise<Running>,
): Promise<void> {
  const log = createLogger(role);
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught');
    process.exit(70);
  });
  try {
    const running = await start(readRoleEnvironment(role, process.env), log);
    endWithSupervisor(running, log);
    await tell({ type: 'ready' });
    log.info('ready');
  } catch (error) {
    log.fatal({ err: error }, 'could not start');
    await tell({ type: 'failed', text: explain(error) });
    process.exit(1);
  }
}
