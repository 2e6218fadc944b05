import { createHash } from 'node:crypto';
import { hostname, uptime } from 'node:os';
import type { WindowsAnswers } from '@teredo-fleet/teredo';
import { HOST_READINGS, registryNumber, registryText } from '@teredo-fleet/teredo';
import type { HostFacts } from '../platform';
import { ProgramError } from '../spawn';
import type { RunWindows } from '../spawn-windows';

async function answersOf(run: RunWindows): Promise<WindowsAnswers> {
  const answers: WindowsAnswers = {};
  for (const { name, command } of HOST_READINGS) {
    try {
      const { bytes, exitCode } = await run(command);
      answers[name] = { text: Buffer.from(bytes).toString('latin1'), exitCode };
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
    }
  }
  return answers;
}

/** Windows counts its starts; where it doesn't, the minute of the start tells one from another. */
function bootIdOf(answers: WindowsAnswers, now: number): string {
  const count = registryNumber(answers, 'boot-id', 'BootId');
  return count === null || count === 'unknown'
    ? `m${Math.round((now - uptime() * 1000) / 60_000)}`
    : `n${count}`;
}

/** What this Windows machine says of itself. The installation's identity is hashed: it is nobody else's business. */
export async function readWindowsHostFacts(run: RunWindows, now: number): Promise<HostFacts> {
  const answers = await answersOf(run);
  const told = registryText(answers, 'machine-guid', 'MachineGuid');
  const guid = told === null || told === 'unknown' ? hostname() : told;
  return {
    hostname: hostname(),
    platform: 'windows',
    bootId: bootIdOf(answers, now),
    hardwareId: createHash('sha256').update(`teredo-fleet/hardware\n${guid}`).digest('hex').slice(0, 32),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || null,
  };
}
