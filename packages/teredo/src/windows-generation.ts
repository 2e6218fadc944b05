import { readDisabledComponents } from './readers/disabled-components';
import { textAt } from './text/text-at';

/**
 * Windows versions by what Teredo is on them: `xp` and `2003` have a stack to install and a port to pin, `vista`
 * (Vista to 8.1) has it built in, `10` knows natawareclient. `unsupported` is older than XP.
 */
export type WindowsGeneration = 'unsupported' | 'xp' | '2003' | 'vista' | '10' | 'unknown';

/** Reads the generation off a version number such as `5.1.2600` or `10.0.22631`. */
export function windowsGenerationOf(version: string): WindowsGeneration {
  const match = /^([0-9]{1,4})\.([0-9]{1,4})(?:\.|$)/.exec(version);
  if (match === null) return 'unknown';
  const major = parseInt(textAt(match, 1), 10);
  const minor = parseInt(textAt(match, 2), 10);
  if (major === 5 && minor === 1) return 'xp';
  if (major === 5 && minor === 2) return '2003';
  if (major === 6) return 'vista';
  if (major >= 10) return '10';
  return major <= 5 ? 'unsupported' : 'unknown';
}

/** Whether Teredo is part of an optional IPv6 stack with a service named `6to4`, as on XP and 2003. */
export function hasInstallableStack(generation: WindowsGeneration): boolean {
  return generation === 'xp' || generation === '2003';
}

/** Whether DisabledComponents keeps Teredo off: all tunnels (0x01) or Teredo itself (0x08), KB 929852. */
export function keepsTeredoOff(disabledComponents: number | null | 'unknown'): boolean {
  return readDisabledComponents(disabledComponents).keepsTeredoOff === true;
}
