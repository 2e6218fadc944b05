/** SQLSTATE classes: connection, resources, operator intervention, transaction rollback, system error. */
const SQLSTATE = /^(08...|53...|57P0.|57014|40...|55P03|25006|XX000|58...)$/;
/** Prisma's own codes for a database that can't be reached, or has no connection to give. */
const PRISMA = new Set(['P1000', 'P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2037']);
const SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
/** What Prisma's adapter calls an error of the socket, under a raw statement in place of any code. */
const KIND = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections']);
/** The driver has no code for these. */
const WORDS =
  /connection terminated|timeout exceeded when trying to connect|^timeout expired$|connection.*(closed|ended)|not queryable/i;
const MAX_LAYERS = 6;

interface Layer {
  message?: unknown;
  code?: unknown;
  originalCode?: unknown;
  errorCode?: unknown;
  kind?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/** The error and what it was made from, the driver's own last. */
function layersOf(error: unknown): Layer[] {
  const layers: Layer[] = [];
  let layer = error;
  while (typeof layer === 'object' && layer !== null && layers.length < MAX_LAYERS) {
    const { cause, meta } = layer as Layer;
    layers.push(layer);
    layer = meta?.driverAdapterError ?? cause;
  }
  return layers;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Codes of Prisma, of PostgreSQL and of the system that an error carries, whatever it is wrapped in. */
export function databaseCodesOf(error: unknown): string[] {
  return layersOf(error)
    .flatMap(({ code, originalCode, errorCode, kind }) => [code, originalCode, errorCode, kind])
    .filter(isText);
}

/**
 * Whether nothing was wrong with the query itself, the driver's or Prisma's: the same again may succeed. Words count
 * only where there is no code: with one they may be a value of ours in the message.
 */
export function isDatabaseAway(error: unknown): boolean {
  const codes = databaseCodesOf(error);
  if (codes.length > 0)
    return codes.some(
      (code) => SQLSTATE.test(code) || PRISMA.has(code) || SOCKET.has(code) || KIND.has(code),
    );
  return layersOf(error).some(({ message }) => isText(message) && WORDS.test(message));
}
