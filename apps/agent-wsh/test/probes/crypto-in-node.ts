import { naclPrimitives, naclSignatures } from '@teredo-fleet/protocol/es3';

declare const sink: { crypto: { call(name: string, ...args: string[]): string } };

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) text += `0${(bytes[at] as number).toString(16)}`.slice(-2);
  return text;
}

function call(name: string, a = '', b = '', c = ''): string {
  const [first, second, third] = [bytesOf(a), bytesOf(b), bytesOf(c)];
  switch (name) {
    case 'sign':
      return hexOf(naclSignatures.sign(first, second));
    case 'verify':
      return String(naclSignatures.verify(first, second, third));
    case 'before':
      return hexOf(naclPrimitives.boxBefore(first, second));
    case 'sha512':
      return hexOf(naclPrimitives.sha512(first));
    case 'seal':
      return hexOf(naclPrimitives.secretbox(first, second, third));
    case 'open': {
      const opened = naclPrimitives.secretboxOpen(first, second, third);
      return opened === null ? 'null' : hexOf(opened);
    }
    default:
      return String(Object.prototype.toString.call(first) === '[object Uint8Array]');
  }
}

sink.crypto = { call };
