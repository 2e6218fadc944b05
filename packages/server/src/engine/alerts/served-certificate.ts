import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServedCertificate } from '@teredo-fleet/services';
import type { TlsFiles } from '../../configuration';

/** The first certificate of the chain that the server's doors answer with; null: they answer without one. */
export function servedCertificate(tls: TlsFiles | null): () => Promise<ServedCertificate | null> {
  return async () => {
    if (tls === null) return null;
    const { fingerprint256, subject, validTo } = new X509Certificate(await readFile(tls.certFile));
    return {
      fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
      name: subject.replaceAll('\n', ', '),
      endsAt: new Date(validTo),
    };
  };
}
