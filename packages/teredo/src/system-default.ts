import type { Observation, Unknown } from './observation';
import { textAt } from './text/text-at';
import { windowsGenerationOf } from './windows-generation';

/** Windows 10 version 1803: from this build on Teredo comes disabled. */
const OFF_SINCE_BUILD = 17134;

function buildOf(version: string): number | Unknown {
  const match = /^[0-9]+\.[0-9]+\.([0-9]{1,6})(?:\.|$)/.exec(version);
  return match === null ? 'unknown' : parseInt(textAt(match, 1), 10);
}

function windowsDefault(name: string, version: string): 'client' | 'disabled' | Unknown {
  if (name === '' || /server/i.test(name)) return 'unknown';
  const generation = windowsGenerationOf(version);
  if (generation === 'vista') return /^6\.0(?:\.|$)/.test(version) ? 'unknown' : 'client';
  const build = buildOf(version);
  if (generation !== '10' || build === 'unknown') return 'unknown';
  return build >= OFF_SINCE_BUILD ? 'disabled' : 'client';
}

/**
 * The Teredo type of a system on which nobody decided. `unknown` where no source says: XP, 2003 and Vista, every Windows
 * Server, a Windows whose name or build isn't known. Linux has no Teredo until Miredo is set up.
 */
export function defaultTypeOf(
  os: Pick<Observation['os'], 'family' | 'name' | 'version'>,
): 'client' | 'disabled' | Unknown {
  if (os.family === 'linux') return 'disabled';
  return os.family === 'windows' ? windowsDefault(os.name, os.version) : 'unknown';
}
