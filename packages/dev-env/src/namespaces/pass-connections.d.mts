import type { Server } from 'node:net';

/** A port of this host, or the path of a Unix socket. */
export type ConnectionPlace = { host: string; port: number } | { path: string };

/**
 * A server, still to be told where to listen, that passes each connection on to another place. When either side closes,
 * the other one does as soon as it has written what it was given.
 */
export function passConnections(target: ConnectionPlace): Server;
