import type { Observation } from '../observation';
import { textAt } from '../text/text-at';
import { languageTagOf } from './language-tags';
import type { WindowsAnswers } from './windows-answers';
import { registryNumber, registryText, textOf } from './windows-answers';

/** Windows 11 calls itself Windows 10 in the registry, from this build on. */
const FIRST_BUILD_OF_11 = 22000;

/** The longest that a product is called; whatever is longer is no name. */
const LONGEST_NAME = 100;

/** Empty where the value is not there, or no text. */
function textIn(answers: WindowsAnswers, name: string): string {
  const value = registryText(answers, 'version', name);
  return value === null || value === 'unknown' ? '' : value;
}

/**
 * From Windows 10 on the numbers count: the old text stays at 6.3 for programs that would trip over a 10. Empty where they
 * are there and are none.
 */
function majorAndMinorOf(answers: WindowsAnswers): string {
  const major = registryNumber(answers, 'version', 'CurrentMajorVersionNumber');
  const minor = registryNumber(answers, 'version', 'CurrentMinorVersionNumber');
  if (major === null && minor === null) return textIn(answers, 'CurrentVersion');
  return `${major}.${minor ?? 0}`;
}

/** Empty for what is no version. */
function versionOf(answers: WindowsAnswers): string {
  const build = textIn(answers, 'CurrentBuildNumber') || textIn(answers, 'CurrentBuild');
  const version = majorAndMinorOf(answers);
  if (!/^[0-9]{1,4}\.[0-9]{1,4}$/.test(version)) return '';
  return /^[0-9]{1,6}$/.test(build) ? `${version}.${build}` : version;
}

/**
 * `Service Pack 3`, in whatever language; none on XP and 2003 where the value isn't there. Null: no Windows tells, or it
 * can't be read.
 */
function servicePackOf(answers: WindowsAnswers, version: string): number | null {
  const told = registryText(answers, 'version', 'CSDVersion');
  const match = /([0-9]{1,2})/.exec(told ?? '');
  if (match !== null) return parseInt(textAt(match, 1), 10);
  return /^5\./.test(version) && told !== 'unknown' ? 0 : null;
}

function nameOf(answers: WindowsAnswers, version: string, servicePack: number | null): string {
  const told = textIn(answers, 'ProductName').replace(/^Microsoft /, '');
  const product = told === '' || told.length > LONGEST_NAME ? 'Windows' : told;
  const build = parseInt(version.split('.')[2] ?? '0', 10);
  const is11 = /^10\./.test(version) && build >= FIRST_BUILD_OF_11;
  const name = is11 ? product.replace(/^Windows 10\b/, 'Windows 11') : product;
  const isXpX64 = /^5\.2\./.test(version) && /XP/.test(name) && !/x64/i.test(name);
  const sp = servicePack === null || servicePack === 0 ? '' : ` SP${servicePack}`;
  return name + (isXpX64 ? ' x64 Edition' : '') + sp;
}

function languageOf(answers: WindowsAnswers): string | null {
  return languageTagOf(registryText(answers, 'display-language', 'InstallLanguage') ?? '');
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
