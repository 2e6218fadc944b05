import type { EntropySource } from '../crypto/randomness';
import { temporaryName } from './files';
import { createObject } from './host';
import { environmentValue } from './shell';

/** What Windows gives a script to draw from. */
export const hostEntropy: EntropySource = {
  guid: () => createObject<{ Guid: string }>('Scriptlet.TypeLib').Guid.slice(0, 38),
  extras: () => [
    String(Date.now()),
    String(Math.random()),
    temporaryName(),
    environmentValue('COMPUTERNAME') ?? '',
    environmentValue('TEMP') ?? '',
  ],
};
