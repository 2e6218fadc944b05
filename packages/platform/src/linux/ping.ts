import { isIPv6 } from 'node:net';
import type { PeerPing } from '@teredo-fleet/teredo';
import { ProgramError, runProgram } from '../spawn';

const COUNT = 4;
const ANSWER_WAIT_S = 2;
/** Four pings half a second apart, plus the wait for the last answer, plus start-up. */
const TIMEOUT_MS = 15_000;

/** Reads the summary line of iputils ping; null when there is none. */
export function readPingSummary(text: string): { sent: number; received: number } | null {
  const found = /(\d+) packets transmitted, (\d+) (?:packets )?received/.exec(text);
  return found === null ? null : { sent: Number(found[1]), received: Number(found[2]) };
}

/**
 * Pings a Teredo address from one of the machine's own Teredo addresses, so that the packets go through Teredo even
 * where other IPv6 exists. Null when `peer` is no IPv6 address or ping could not be run. Never rejects.
 */
export async function pingPeer(peer: string, sourceAddress: string): Promise<PeerPing | null> {
  // The server says which: what is no address could be an option.
  if (!isIPv6(peer)) return null;
  const args = [
    '-6',
    '-n',
    '-q',
    '-c',
    String(COUNT),
    '-i',
    '0.5',
    '-W',
    String(ANSWER_WAIT_S),
    '-I',
    sourceAddress,
    peer,
  ];
  try {
    const summary = readPingSummary(
      (await runProgram({ program: 'ping', args, timeoutMs: TIMEOUT_MS })).stdout,
    );
    return summary === null ? null : { peer, ...summary };
  } catch (error) {
    if (error instanceof ProgramError) return null;
    throw error;
  }
}
