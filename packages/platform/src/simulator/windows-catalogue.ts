import type { SimulatedOs } from './simulated-machine';

const os = (name: string, version: string, servicePack: number | null = null): SimulatedOs => ({
  family: 'windows',
  name,
  version,
  servicePack,
});

/** Windows versions with their share of a population, oldest first. */
export const WINDOWS_CATALOGUE: readonly (readonly [weight: number, os: SimulatedOs])[] = [
  [3, os('Windows XP Professional SP2', '5.1.2600', 2)],
  [6, os('Windows XP Professional SP3', '5.1.2600', 3)],
  [3, os('Windows Server 2003 R2 SP2', '5.2.3790', 2)],
  [3, os('Windows Vista Business SP2', '6.0.6002', 2)],
  [15, os('Windows 7 Professional SP1', '6.1.7601', 1)],
  [3, os('Windows 8.1 Pro', '6.3.9600')],
  [3, os('Windows Server 2012 R2', '6.3.9600')],
  [5, os('Windows Server 2016', '10.0.14393')],
  [8, os('Windows 10 Enterprise LTSC 2019', '10.0.17763')],
  [26, os('Windows 10 Pro 22H2', '10.0.19045')],
  [20, os('Windows 11 Pro 23H2', '10.0.22631')],
  [5, os('Windows Server 2022', '10.0.20348')],
];

/** XP and 2003: the stack is installed apart, the service is `6to4`, there is no `interface teredo`. */
export function isOldWindows(version: string): boolean {
  return version.startsWith('5.');
}

/** Windows 10 and later know natawareclient. */
export function knowsNatAware(version: string): boolean {
  return version.startsWith('10.');
}
