export { readWindowsHostFacts } from './windows-host-facts';
export { createWindowsPlatform, type WindowsPlatform, type WindowsPlatformOptions } from './windows-platform';
export { createWindowsWitness } from './windows-witness';
