import { createHash, randomBytes } from 'node:crypto';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import type { WindowsAnswers } from '@teredo-fleet/teredo';
import { HOST_READINGS, registryNumber, registryText } from '@teredo-fleet/teredo';
import type { HostFacts } from '../platform';
import { ProgramError } from '../spawn';
import type { RunWindows } from '../spawn-windows';
import { markBoot } from './boot-mark';

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

const newMark = () => randomBytes(8).toString('hex');

/** Windows counts its starts; where it doesn't, the minute of the start tells one from another. */
function bootIdOf(answers: WindowsAnswers, { stateDir, now }: HostPlace): string {
  const told = registryNumber(answers, 'boot-id', 'BootId');
  const count = told === 'unknown' ? null : told;
  const boot = { count, startedAt: Math.round(now - uptime() * 1000) };
  const { startedAt, mark } = markBoot(join(stateDir, 'boot.json'), boot, newMark);
  return count === null ? `m${Math.round(startedAt / 60_000)}-${mark}` : `n${count}-${mark}`;
}

/** Where the agent keeps its own things, and the time, milliseconds since 1970. */
export interface HostPlace {
  stateDir: string;
  now: number;
}

/** What this Windows machine says of itself. The installation's identity is hashed: it is nobody else's business. */
export async function readWindowsHostFacts(run: RunWindows, place: HostPlace): Promise<HostFacts> {
  const answers = await answersOf(run);
  const told = registryText(answers, 'machine-guid', 'MachineGuid');
  const guid = told === null || told === 'unknown' ? hostname() : told;
  return {
    hostname: hostname(),
    platform: 'windows',
    bootId: bootIdOf(answers, place),
    hardwareId: createHash('sha256').update(`teredo-fleet/hardware\n${guid}`).digest('hex').slice(0, 32),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || null,
  };
}
