import { runProgram, runToSuccess } from '../spawn';
import type { MiredoService, MiredoServiceState } from './miredo-service';

const UNIT = 'miredo.service';
const TIMEOUT_MS = 60_000;

/** Reads the `Key=value` lines of `systemctl show`. */
export function readUnitProperties(text: string): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) properties[line.slice(0, at)] = line.slice(at + 1).trim();
  }
  return properties;
}

/** Makes a service state of `systemctl show -p LoadState,ActiveState,UnitFileState`. */
export function unitState(text: string): MiredoServiceState {
  const { LoadState, ActiveState, UnitFileState } = readUnitProperties(text);
  const enabled =
    UnitFileState === 'enabled' || UnitFileState === 'enabled-runtime' || UnitFileState === 'generated';
  if (LoadState === undefined || ActiveState === undefined) {
    return { state: 'unknown', configuredToRun: 'unknown', note: text };
  }
  const running = ActiveState === 'active' || ActiveState === 'activating' || ActiveState === 'reloading';
  const stopped = LoadState === 'masked' || !enabled ? 'disabled' : 'stopped';
  return { state: running ? 'running' : stopped, configuredToRun: enabled, note: text };
}

async function systemctl(...args: string[]): Promise<string> {
  const output = await runToSuccess({
    program: 'systemctl',
    args: ['--no-ask-password', ...args],
    timeoutMs: TIMEOUT_MS,
  });
  return `systemctl ${args.join(' ')}${output === '' ? '' : `\n${output}`}`;
}

/** Miredo as a unit of systemd. */
export function createSystemdMiredo(): MiredoService {
  const state = async () => {
    const args = ['show', UNIT, '-p', 'LoadState', '-p', 'ActiveState', '-p', 'UnitFileState'];
    return unitState((await runProgram({ program: 'systemctl', args, timeoutMs: TIMEOUT_MS })).stdout);
  };
  return {
    state,
    restart: () => systemctl('restart', UNIT),
    stop: () => systemctl('stop', UNIT),
    setConfiguredToRun: (wanted) => systemctl(wanted ? 'enable' : 'disable', UNIT),
  };
}
