import http, { type RequestListener, type Server } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsFiles } from '../configuration';
import type { Logger } from '../log';
import { followCertificate, readCertificate } from './certificate';

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
  /** How often the certificate files are looked at, milliseconds. */
  certificateLookMs: number;
  log: Logger;
}

/** Slow senders hold a connection only this long, milliseconds. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 20_000;
const MAX_HEADER_BYTES = 16 * 1024;
/** Below the file limit of a process, with room for the database and its own files. */
const MAX_CONNECTIONS = 18_000;

/** A renewed certificate is found within this time. */
export const CERTIFICATE_LOOK_MS = 30_000;

interface MadeServer {
  server: Server;
  /** Ends what goes on beside it. */
  end(): void;
}

function makeServer({ tls, log, certificateLookMs }: ListenerOptions, listener: RequestListener): MadeServer {
  const options = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  if (tls === null) return { server: http.createServer(options, listener), end: () => undefined };
  const current = readCertificate(tls);
  const server = https.createServer(
    { ...options, ...current, minVersion: 'TLSv1.2', handshakeTimeout: HEADERS_TIMEOUT_MS },
    listener,
  );
  const end = followCertificate(server, { files: tls, current, everyMs: certificateLookMs, log });
  return { server: server as unknown as Server, end };
}

/** Opens a port for `handler`. */
export async function listen(options: ListenerOptions, handler: RequestListener): Promise<Listener> {
  const { server, end } = makeServer(options, handler);
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
        end();
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), options.closeGraceMs).unref();
      }),
  };
}
