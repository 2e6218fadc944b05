import type { Observation } from '../observation';
import { textAt } from '../text/text-at';
import { languageTagOf } from './language-tags';
import type { WindowsAnswers } from './windows-answers';
import { registryValue, textOf } from './windows-answers';

/** Windows 11 calls itself Windows 10 in the registry, from this build on. */
const FIRST_BUILD_OF_11 = 22000;

function numberAt(answers: WindowsAnswers, name: string): number | null {
  const value = registryValue(answers, 'version', name);
  return typeof value === 'number' ? value : null;
}

function textIn(answers: WindowsAnswers, name: string): string {
  const value = registryValue(answers, 'version', name);
  return typeof value === 'string' ? value.trim() : '';
}

function versionOf(answers: WindowsAnswers): string {
  const build = textIn(answers, 'CurrentBuildNumber') || textIn(answers, 'CurrentBuild');
  const major = numberAt(answers, 'CurrentMajorVersionNumber');
  const minor = numberAt(answers, 'CurrentMinorVersionNumber');
  // From Windows 10 on the old value stays at 6.3 for programs that would trip over a 10.
  const version = major === null ? textIn(answers, 'CurrentVersion') : `${major}.${minor ?? 0}`;
  return /^[0-9]+\.[0-9]+$/.test(version) && /^[0-9]+$/.test(build) ? `${version}.${build}` : version;
}

/** `Service Pack 3`, in whatever language; null where the value isn't there, which on XP and 2003 is none. */
function servicePackOf(answers: WindowsAnswers, version: string): number | null {
  const match = /([0-9]{1,2})/.exec(textIn(answers, 'CSDVersion'));
  if (match !== null) return parseInt(textAt(match, 1), 10);
  return /^5\./.test(version) ? 0 : null;
}

function nameOf(answers: WindowsAnswers, version: string, servicePack: number | null): string {
  const product = textIn(answers, 'ProductName').replace(/^Microsoft /, '') || 'Windows';
  const build = parseInt(version.split('.')[2] ?? '0', 10);
  const is11 = /^10\./.test(version) && build >= FIRST_BUILD_OF_11;
  const name = is11 ? product.replace(/^Windows 10\b/, 'Windows 11') : product;
  const isXpX64 = /^5\.2\./.test(version) && /XP/.test(name) && !/x64/i.test(name);
  const sp = servicePack === null || servicePack === 0 ? '' : ` SP${servicePack}`;
  return name + (isXpX64 ? ' x64 Edition' : '') + sp;
}

function languageOf(answers: WindowsAnswers): string | null {
  const value = registryValue(answers, 'display-language', 'InstallLanguage');
  return typeof value === 'string' ? languageTagOf(value.trim()) : null;
}

/** Which Windows this is, from the registry; what it doesn't say is empty or null. */
export function windowsOsOf(answers: WindowsAnswers): Omit<Observation['os'], 'family'> {
  const version = textOf(answers, 'version') === '' ? '' : versionOf(answers);
  const servicePack = servicePackOf(answers, version);
  return {
    name: nameOf(answers, version, servicePack),
    version,
    servicePack,
    displayLanguage: languageOf(answers),
  };
}
