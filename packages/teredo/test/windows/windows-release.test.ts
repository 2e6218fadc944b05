import { describe, expect, it } from 'vitest';
import { windowsReleaseOf } from '../../src/index';

describe('the release of a Windows', () => {
  it.each([
    ['Windows XP Professional SP1', '5.1.2600', 1, 'xp-sp1'],
    ['Windows XP Professional SP2', '5.1.2600', 2, 'xp-sp2'],
    ['Windows XP Professional SP3', '5.1.2600', 3, 'xp-sp3'],
    ['Windows XP Professional', '5.1.2600', 0, null],
    ['Windows XP Professional', '5.1.2600', null, null],
    ['Windows XP Professional x64 Edition', '5.2.3790', 0, '2003-sp1'],
    ['Windows XP Professional x64 Edition SP2', '5.2.3790', 2, '2003-sp2'],
    ['Windows Server 2003', '5.2.3790', 0, null],
    ['Windows Server 2003 SP1', '5.2.3790', 1, '2003-sp1'],
    ['Windows Server 2003 R2 SP2', '5.2.3790', 2, '2003-sp2'],
    ['Windows Vista Business', '6.0.6002', 2, 'vista'],
    ['Windows Server 2008 R2', '6.1.7601', 1, '7'],
    ['Windows Server 2012', '6.2.9200', null, '8'],
    ['Windows 8.1 Pro', '6.3.9600', null, '8.1'],
    ['Windows Server 2016', '10.0.14393', null, '10'],
    ['Windows 10 Pro', '10.0.19045.2965', null, '10'],
    ['Windows Server 2022', '10.0.20348', null, '11'],
    ['Windows 11 Pro', '10.0.26100', null, '11'],
    ['Windows Server 2025', '10.0.26100', null, '11'],
    ['Windows 2000', '5.0.2195', 4, null],
    ['Windows of some day', '6.9.1', null, null],
    ['Windows of another', '12.0.1', null, '11'],
    ['Windows', '10.0', null, '10'],
    ['Windows', '', null, null],
    ['Windows', 'Vista', null, null],
  ])('%s %s SP %s is %s', (name, version, servicePack, release) => {
    expect(windowsReleaseOf({ name, version, servicePack })).toBe(release);
  });
});
