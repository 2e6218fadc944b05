import { describe, expect, it } from 'vitest';
import { explain, readWindowsVersion } from '../../src/index';
import { fixtureText } from '../support/fixture-files';

describe('systeminfo', () => {
  it.each([
    ['console/systeminfo-de.txt', '10.0.19045', 'Windows 10'],
    ['console/systeminfo-xp-en.txt', '5.1.2600', 'Windows XP'],
  ])('in %s tells the version', (path, version, name) => {
    const { outputs, observation } = explain([{ source: null, text: fixtureText(path) }], 1000);
    expect(outputs.map(({ kind, facts }) => [kind, facts.map(({ value }) => value)])).toEqual([
      ['windows-version', [version]],
    ]);
    expect(observation?.os).toMatchObject({ family: 'windows', version });
    expect(observation?.os.name).toContain(name.split(' ')[0]);
  });

  it.each([
    ['another build at the end', 'OS Version: 10.0.19045 N/A Build 19044'],
    ['a build that only ends alike', 'OS Version: 10.0.19045 N/A Build 219045'],
    ['no label', '10.0.19045 N/A Build 19045'],
  ])('is not seen in %s', (_name, line) => {
    expect(readWindowsVersion(line)).toEqual({ readable: false, version: '' });
  });
});
