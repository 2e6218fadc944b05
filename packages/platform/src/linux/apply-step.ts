import type { Step } from '@teredo-fleet/teredo';
import { writeMiredoConfiguration } from '@teredo-fleet/teredo';
import type { StepOutcome } from '../platform';
import { removeDurably, writeDurably } from './durable-file';
import { readIpv6Switch, writeIpv6Switch } from './ipv6-switch';
import type { LinuxSettings } from './linux-settings';
import type { MiredoService } from './miredo-service';
import type { LoadedState } from './saved-state';
import { readForSaving, readSavedState } from './saved-state';

/** What the executor works with. */
export interface LinuxExecutor {
  settings: LinuxSettings;
  miredo: MiredoService;
}

type SetTeredo = Extract<Step, { kind: 'set-teredo' }>;

const done = (output: string): StepOutcome => ({ outcome: 'done', exitCode: 0, output });
const skipped = (output: string): StepOutcome => ({ outcome: 'skipped', exitCode: null, output });
const failed = (output: string): StepOutcome => ({ outcome: 'failed', exitCode: null, output });

const freshRights = () => ({ mode: 0o644, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 });

async function turnOn(step: SetTeredo, { settings, miredo }: LinuxExecutor): Promise<StepOutcome> {
  const earlier = await readForSaving(settings.miredoConf);
  const earlierText = earlier === null ? null : Buffer.from(earlier.content).toString('utf8');
  const text = writeMiredoConfiguration(earlierText, {
    serverAddress: step.serverName,
    bindPort: step.clientPort,
    interfaceName: settings.interfaceName,
  });
  if (text === null)
    return failed(`${step.serverName} can't be written into ${settings.miredoConf} as one word`);
  const changed = text !== earlierText;
  const rights = earlier?.rights ?? freshRights();
  if (changed) await writeDurably(settings.miredoConf, Buffer.from(text, 'utf8'), rights);
  const { state, configuredToRun } = await miredo.state();
  if (!changed && state === 'running' && configuredToRun === true)
    return skipped('Miredo runs with this already');
  const wrote = changed ? `wrote ${settings.miredoConf}\n` : '';
  return done(`${wrote}${await miredo.restart()}\n${await miredo.setConfiguredToRun(true)}`);
}

async function turnOff({ miredo }: LinuxExecutor): Promise<StepOutcome> {
  const { state, configuredToRun } = await miredo.state();
  if ((state === 'stopped' || state === 'disabled') && configuredToRun === false)
    return skipped('Miredo is off already');
  return done(`${await miredo.stop()}\n${await miredo.setConfiguredToRun(false)}`);
}

async function setTeredo(step: SetTeredo, executor: LinuxExecutor): Promise<StepOutcome> {
  if (step.type === 'disabled') return turnOff(executor);
  if (step.type === 'client' || step.type === 'default') return turnOn(step, executor);
  return failed(`Miredo has no type ${step.type}; ask for "on" and let the plan pick`);
}

async function installIpv6(): Promise<StepOutcome> {
  const current = await readIpv6Switch();
  if (current === null) return failed('this kernel has no IPv6; start it without ipv6.disable=1 and restart');
  if (current.all === '0' && current.default === '0') return skipped('IPv6 is on already');
  await writeIpv6Switch({ all: '0', default: '0' });
  return done(
    'net.ipv6.conf.all.disable_ipv6=0, net.ipv6.conf.default.disable_ipv6=0 (until the next restart)',
  );
}

async function giveBackConfiguration(
  path: string,
  { state, configuration }: LoadedState,
): Promise<string | null> {
  const current = await readForSaving(path);
  if (configuration === null || state.configuration === null) {
    if (current === null) return null;
    await removeDurably(path);
    return `removed ${path}`;
  }
  const { mode, uid, gid } = state.configuration;
  const sameRights =
    current?.rights.mode === mode && current.rights.uid === uid && current.rights.gid === gid;
  if (sameRights && Buffer.compare(current.content, configuration) === 0) return null;
  await writeDurably(path, configuration, state.configuration);
  return `gave back ${path}`;
}

async function giveBackIpv6Switch({ state }: LoadedState): Promise<string | null> {
  const current = await readIpv6Switch();
  const wanted = state.disableIpv6;
  if (wanted === null || current === null) return null;
  if (current.all === wanted.all && current.default === wanted.default) return null;
  await writeIpv6Switch(wanted);
  return `gave back disable_ipv6 = ${wanted.all}`;
}

async function giveBackService(
  loaded: LoadedState,
  miredo: MiredoService,
  fresh: boolean,
): Promise<string | null> {
  const wanted = loaded.state;
  const current = await miredo.state();
  const output: string[] = [];
  if (!wanted.running && current.state !== 'stopped' && current.state !== 'disabled')
    output.push(await miredo.stop());
  if (wanted.running && (fresh || current.state !== 'running')) output.push(await miredo.restart());
  if (wanted.configuredToRun !== 'unknown' && wanted.configuredToRun !== current.configuredToRun) {
    output.push(await miredo.setConfiguredToRun(wanted.configuredToRun));
  }
  return output.length === 0 ? null : output.join('\n');
}

async function restoreSaved(savedByJob: string, { settings, miredo }: LinuxExecutor): Promise<StepOutcome> {
  const loaded = await readSavedState(settings.stateDir, savedByJob);
  const configuration = await giveBackConfiguration(settings.miredoConf, loaded);
  const ipv6 = await giveBackIpv6Switch(loaded);
  const service = await giveBackService(loaded, miredo, configuration !== null || ipv6 !== null);
  const output = [configuration, ipv6, service].filter((text) => text !== null);
  return output.length === 0 ? skipped('everything is as it was before') : done(output.join('\n'));
}

async function startService(miredo: MiredoService): Promise<StepOutcome> {
  const { state } = await miredo.state();
  return state === 'running' ? skipped('Miredo runs already') : done(await miredo.restart());
}

/** The closed table: every step that Linux knows, and nothing else. Throws what went wrong. */
export async function applyLinuxStep(step: Step, executor: LinuxExecutor): Promise<StepOutcome> {
  switch (step.kind) {
    case 'set-teredo':
      return setTeredo(step, executor);
    case 'start-service':
      return startService(executor.miredo);
    case 'install-ipv6':
      return installIpv6();
    case 'restore-saved':
      return restoreSaved(step.savedByJob, executor);
    case 'allow-teredo-through-firewall':
    case 'remove-firewall-exception':
      return failed('Linux has no firewall exception for Teredo; leave the firewall as it is');
    default: {
      const unknown: never = step;
      throw new TypeError(`unknown step ${JSON.stringify(unknown)}`);
    }
  }
}
