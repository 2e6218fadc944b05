import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  makePopulation,
  rawFactsOf,
  type SimulatedMachine,
  type SimulatedSettings,
  settingsAfter,
} from '@teredo-fleet/platform/simulator';
import { buildWindowsObservation } from '@teredo-fleet/teredo';
import type { JobPlatform } from '../../src';

const SETTINGS: SimulatedSettings = {
  ipv6Installed: true,
  teredoType: 'disabled',
  serverName: 'teredo.example.net',
  refreshIntervalSeconds: 30,
  clientPort: null,
  serviceState: 'running',
  exception: { open: true, port: null },
};

/** A Windows 10 on which one step turns Teredo on. */
const MACHINE: SimulatedMachine = {
  ...makePopulation(1, 1)[0]!,
  os: { name: 'Windows 10 Pro 22H2', version: '10.0.19045', servicePack: null },
  domainJoined: false,
  elevated: true,
  disabledComponents: 0,
  policyTeredoState: null,
  firewallOn: true,
  nat: 'cone',
  serverReachable: true,
  inUse: true,
  settings: SETTINGS,
  quirk: 'none',
  users: [{ name: 'kim', session: 'session-1', habit: 'acknowledges', answersAfterMs: 10 }],
  presence: { kind: 'always' },
};

/** Every change that was really made, one line each. */
export function changesOf(folder: string): string[] {
  const path = join(folder, 'changes.log');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

/** A machine whose settings and saved values live in files, so that they outlive the agent's process. */
export function openFileMachine(folder: string): { machine: SimulatedMachine; platform: JobPlatform } {
  const file = (name: string) => join(folder, name);
  const read = (name: string): SimulatedSettings =>
    existsSync(file(name)) ? JSON.parse(readFileSync(file(name), 'utf8')) : SETTINGS;
  const write = (settings: SimulatedSettings) =>
    writeFileSync(file('machine.json'), JSON.stringify(settings));
  const slotName = (jobId: string) => `slot-${jobId}.json`;
  const platform: JobPlatform = {
    async keep({ jobId }) {
      if (existsSync(file(slotName(jobId)))) return;
      writeFileSync(file(slotName(jobId)), JSON.stringify(read('machine.json')));
    },
    async observe({ reachability }) {
      const machine = { ...MACHINE, settings: read('machine.json') };
      return buildWindowsObservation(rawFactsOf(machine, reachability, Date.now()));
    },
    async apply(step, slot) {
      await platform.keep(slot);
      const before = read('machine.json');
      write(step.kind === 'restore-saved' ? read(slotName(step.savedByJob)) : settingsAfter(before, step));
      appendFileSync(file('changes.log'), `${step.kind}\n`);
      return { outcome: 'done', exitCode: 0, output: 'Ok.' };
    },
    async close() {},
  };
  return { machine: MACHINE, platform };
}
