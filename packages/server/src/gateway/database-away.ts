/** SQLSTATE classes: connection, resources, operator intervention, transaction rollback; and system errors of sockets. */
const AWAY = /^(08...|53...|57P0.|57014|40...|55P03|25006|XX000|58...)$/;
const SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
/** The driver has no code for these. */
const WORDS =
  /connection terminated|timeout exceeded when trying to connect|connection.*(closed|ended)|not queryable/i;

/** Whether nothing was wrong with the write itself: the same again may succeed. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && (AWAY.test(code) || SOCKET.has(code))) return true;
  if (WORDS.test(error.message)) return true;
  return cause !== undefined && isDatabaseAway(cause);
}
