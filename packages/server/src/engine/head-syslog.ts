import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { connect as connectTls } from 'node:tls';
import type { HeadPlace } from './head-place';

const WAIT_MS = 10_000;
/** Facility log audit (13), severity notice (5). */
const PRIORITY = 13 * 8 + 5;
const PORTS: Record<string, number> = { 'udp:': 514, 'tcp:': 601, 'tls:': 6514 };

/** One message of RFC 5424 in ASCII: what is told is JSON of hashes, numbers and base64. */
function message(line: string, now: Date): Buffer {
  const host = hostname().replace(/[^\x21-\x7e]/g, '') || '-';
  return Buffer.from(
    `<${PRIORITY}>1 ${now.toISOString()} ${host} teredo-fleet ${process.pid} audit-head - ${line}`,
  );
}

async function overUdp(host: string, port: number, bytes: Buffer): Promise<void> {
  const { address, family } = await lookup(host);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  try {
    await new Promise<void>((done, fail) => {
      socket.on('error', fail);
      socket.send(bytes, port, address, (error) => (error ? fail(error) : done()));
    });
  } finally {
    socket.close();
  }
}

/** Octet counting (RFC 6587, RFC 5425), one message a connection; ends when the other side took all of it. */
function overStream(url: URL, port: number, bytes: Buffer): Promise<void> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const options = { host, port, servername: host };
  return new Promise((done, fail) => {
    const socket = url.protocol === 'tls:' ? connectTls(options) : connect(options);
    socket.setTimeout(WAIT_MS, () => socket.destroy(new Error(`no answer within ${WAIT_MS / 1000} seconds`)));
    socket.on('error', fail);
    socket.on('close', () => done());
    socket.on(url.protocol === 'tls:' ? 'secureConnect' : 'connect', () =>
      socket.end(Buffer.concat([Buffer.from(`${bytes.length} `), bytes])),
    );
    socket.resume();
  });
}

/** A syslog server: `udp://`, `tcp://` or `tls://` with name and, unless it is the usual one, port. */
export function headSyslog(address: string): HeadPlace {
  const url = new URL(address);
  const port = url.port === '' ? PORTS[url.protocol]! : Number(url.port);
  return {
    kind: 'syslog',
    target: `${url.protocol}//${url.hostname}:${port}`,
    tell(line) {
      const bytes = message(line, new Date());
      return url.protocol === 'udp:'
        ? overUdp(url.hostname.replace(/^\[|\]$/g, ''), port, bytes)
        : overStream(url, port, bytes);
    },
  };
}
