import { isIP } from 'node:net';
import type { Witness } from '../platform';
import { ProgramError, runProgram, runToSuccess } from '../spawn';

const TIMEOUT_MS = 5_000;

interface Route {
  gateway?: unknown;
}

/** First gateway in the output of `ip -j route show default`; null when there is none. */
export function readDefaultGateway(json: string): string | null {
  try {
    const routes: unknown = JSON.parse(json);
    if (!Array.isArray(routes)) return null;
    const gateways = (routes as Route[]).map((route) => route?.gateway);
    return gateways.find((gateway): gateway is string => typeof gateway === 'string') ?? null;
  } catch {
    return null;
  }
}

async function defaultGateway(): Promise<string | null> {
  const args = ['-j', '-4', 'route', 'show', 'default'];
  return readDefaultGateway(await runToSuccess({ program: 'ip', args, timeoutMs: TIMEOUT_MS }));
}

async function pings(address: string): Promise<boolean> {
  if (isIP(address) === 0) return false;
  const args = ['-n', '-q', '-c', '2', '-i', '0.3', '-W', '1', address];
  return (await runProgram({ program: 'ping', args, timeoutMs: TIMEOUT_MS })).exitCode === 0;
}

/** Witnesses asked with ping; names are not resolved, since a dead resolver must not look like a dead network. */
export function createLinuxWitness(): Witness {
  return {
    async answers(address) {
      try {
        const target = address === 'default-gateway' ? await defaultGateway() : address;
        return target !== null && (await pings(target));
      } catch (error) {
        if (error instanceof ProgramError) return false;
        throw error;
      }
    },
  };
}
