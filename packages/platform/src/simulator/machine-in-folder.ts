import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EarlierValues, Platform } from '../platform';
import { makePopulation } from './population';
import { observeSimulated } from './simulated-facts';
import type { SimulatedMachine, SimulatedSettings } from './simulated-machine';
import { settingsAfter } from './simulated-platform';

const SETTINGS: SimulatedSettings = {
  ipv6Installed: true,
  teredoType: 'disabled',
  serverName: 'teredo.example.net',
  refreshIntervalSeconds: 30,
  clientPort: null,
  serviceState: 'running',
  exception: { open: true, port: null },
};

/** The `index`th of the Windows 10 machines on which one step turns Teredo on, and one user acknowledges at once. */
export function makePlainMachine(index: number): SimulatedMachine {
  return {
    ...makePopulation(index + 1, 1)[index]!,
    hostname: `PLAIN-${index}`,
    os: { family: 'windows', name: 'Windows 10 Pro 22H2', version: '10.0.19045', servicePack: null },
    domainJoined: false,
    elevated: true,
    networkingPack: null,
    disabledComponents: 0,
    policyTeredoState: null,
    firewallOn: true,
    nat: 'cone',
    serverReachable: true,
    inUse: true,
    settings: SETTINGS,
    quirk: 'none',
    fault: 'none',
    nativeGlobalAddress: null,
    users: [{ name: 'kim', session: 'session-1', habit: 'acknowledges', answersAfterMs: 10 }],
    presence: { kind: 'always' },
    clockSkewMs: 0,
  };
}

/** Every change that was really made on the machine in this folder, oldest first: kinds of steps. */
export function changesIn(folder: string): string[] {
  const path = join(folder, 'changes.log');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

const MACHINE_FILE = 'machine.json';

function readSettings(path: string, otherwise: SimulatedSettings): SimulatedSettings {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : otherwise;
}

/** The settings of the machine in this folder as they are now. */
export function settingsIn(folder: string, machine: SimulatedMachine): SimulatedSettings {
  return readSettings(join(folder, MACHINE_FILE), machine.settings);
}

/** A simulated machine whose settings and saved values lie in files, so that they outlive the agent's process. */
export function openMachineInFolder(folder: string, machine: SimulatedMachine): Platform & EarlierValues {
  const slotFile = (jobId: string) => join(folder, `slot-${jobId}.json`);
  const current = () => settingsIn(folder, machine);
  const platform: Platform & EarlierValues = {
    async keep({ jobId }) {
      if (!existsSync(slotFile(jobId))) writeFileSync(slotFile(jobId), JSON.stringify(current()));
    },
    async observe({ reachability }) {
      return observeSimulated({ ...machine, settings: current(), clockSkewMs: 0 }, reachability, Date.now());
    },
    async apply(step, slot) {
      await platform.keep(slot);
      const after =
        step.kind === 'restore-saved'
          ? readSettings(slotFile(step.savedByJob), machine.settings)
          : settingsAfter(current(), step);
      writeFileSync(join(folder, MACHINE_FILE), JSON.stringify(after));
      appendFileSync(join(folder, 'changes.log'), `${step.kind}\n`);
      return { outcome: 'done', exitCode: 0, output: 'Ok.' };
    },
    async close() {},
  };
  return platform;
}
