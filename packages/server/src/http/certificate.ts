import { readFileSync } from 'node:fs';
import { createSecureContext, type Server as TlsServer } from 'node:tls';
import { ConfigurationError, type TlsFiles } from '../configuration';
import type { Logger } from '../log';

/** Certificate chain and private key, PEM. */
export interface Certificate {
  cert: Buffer;
  key: Buffer;
}

const PAIR = 'TEREDO_FLEET_TLS_CERT and TEREDO_FLEET_TLS_KEY';

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

/**
 * Reads both files and tries them together.
 *
 * @throws ConfigurationError naming the variable, when one can't be read or they are of different keys.
 */
export function readCertificate(files: TlsFiles): Certificate {
  const cert = readPem(files.certFile, 'TEREDO_FLEET_TLS_CERT');
  const key = readPem(files.keyFile, 'TEREDO_FLEET_TLS_KEY');
  try {
    createSecureContext({ cert, key });
    return { cert, key };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([
      `${PAIR} do not make a usable pair (${why}). Both must be PEM files of the same key.`,
    ]);
  }
}

export interface FollowOptions {
  files: TlsFiles;
  /** What the server has now. */
  current: Certificate;
  everyMs: number;
  log: Logger;
}

/**
 * Looks at the files again and again, and gives the server a renewed certificate for new connections. While the files
 * can't be used (one of the two was written first), the server keeps what it has. Returns the function that ends it.
 */
export function followCertificate(
  server: Pick<TlsServer, 'setSecureContext'>,
  { files, current, everyMs, log }: FollowOptions,
): () => void {
  let used = current;
  let complaint: string | null = null;
  const look = (): void => {
    try {
      const found = readCertificate(files);
      complaint = null;
      if (found.cert.equals(used.cert) && found.key.equals(used.key)) return;
      server.setSecureContext({ ...found, minVersion: 'TLSv1.2' });
      used = found;
      log.info({ file: files.certFile }, 'new connections get the renewed certificate');
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (text !== complaint)
        log.warn({ err: error }, 'the certificate stays: the files on disk cannot be used');
      complaint = text;
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
}
