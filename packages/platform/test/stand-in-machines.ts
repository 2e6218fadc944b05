import type { WindowsRelease } from '@teredo-fleet/teredo';
import type { SimulatedOs } from '../src/simulator';

const os = (name: string, version: string, servicePack: number | null = null): SimulatedOs => ({
  family: 'windows',
  name,
  version,
  servicePack,
});

/** One Windows of each release, as it names itself. */
export const OS_OF: Record<WindowsRelease, SimulatedOs> = {
  'xp-sp1': os('Windows XP SP1', '5.1.2600', 1),
  'xp-sp2': os('Windows XP SP2', '5.1.2600', 2),
  'xp-sp3': os('Windows XP SP3', '5.1.2600', 3),
  '2003-sp1': os('Windows Server 2003 SP1', '5.2.3790', 1),
  '2003-sp2': os('Windows Server 2003 SP2', '5.2.3790', 2),
  vista: os('Windows Vista Business SP2', '6.0.6002', 2),
  '7': os('Windows 7 Professional SP1', '6.1.7601', 1),
  '8': os('Windows Server 2012', '6.2.9200'),
  '8.1': os('Windows 8.1 Pro', '6.3.9600'),
  '10': os('Windows 10 Pro', '10.0.19045'),
  '11': os('Windows 11 Pro', '10.0.26100'),
};
