import { readFileSync } from 'node:fs';
import http, { type RequestListener, type Server } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { ConfigurationError, type TlsFiles } from '../configuration';

/** A port that answers; `port` is the real one when 0 was asked for. */
export interface Listener {
  server: Server;
  port: number;
  /** Stops listening, ends idle connections, and after the grace time all of them. */
  close(): Promise<void>;
}

export interface ListenerOptions {
  host: string;
  port: number;
  tls: TlsFiles | null;
  /** How long requests under way may take to end when the listener closes, milliseconds. */
  closeGraceMs: number;
}

/** Slow senders hold a connection only this long, milliseconds. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 20_000;
const MAX_HEADER_BYTES = 16 * 1024;
/** Below the file limit of a process, with room for the database and its own files. */
const MAX_CONNECTIONS = 18_000;

function readPem(file: string, variable: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new ConfigurationError([
      `${variable}: ${file} can't be read (${why}). Name a PEM file this user may read.`,
    ]);
  }
}

function createServer(tls: TlsFiles | null, listener: RequestListener): Server {
  const options = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  if (tls === null) return http.createServer(options, listener);
  const cert = readPem(tls.certFile, 'TEREDO_FLEET_TLS_CERT');
  const key = readPem(tls.keyFile, 'TEREDO_FLEET_TLS_KEY');
  try {
    return https.createServer(
      { ...options, cert, key, minVersion: 'TLSv1.2', handshakeTimeout: HEADERS_TIMEOUT_MS },
      listener,
    ) as unknown as Server;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([
      `TEREDO_FLEET_TLS_CERT and TEREDO_FLEET_TLS_KEY do not make a usable pair (${why}). Both must be PEM files of the same key.`,
    ]);
  }
}

/** Opens a port for `handler`. */
export async function listen(options: ListenerOptions, handler: RequestListener): Promise<Listener> {
  const server = createServer(options.tls, handler);
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    server,
    port: (server.address() as AddressInfo | null)?.port ?? options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), options.closeGraceMs).unref();
      }),
  };
}
