/*
 * Passes TCP connections on: `node relay-process.mjs <listen> <connect>`, each a port of 127.0.0.1 or the path of a
 * Unix socket. Unix sockets reach from one network namespace into another, so two of these make a tunnel.
 * Ends when its standard input ends.
 */
import { passConnections } from './pass-connections.mjs';

const [listen, target] = process.argv.slice(2);
const place = (text) => (/^\d+$/.test(text) ? { host: '127.0.0.1', port: Number(text) } : { path: text });

passConnections(place(target)).listen(place(listen), () => process.stdout.write('ready\n'));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
