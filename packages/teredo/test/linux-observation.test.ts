import { describe, expect, it } from 'vitest';
import type { RawFile, RawLinux } from '../src/index';
import { linux, offLinux, teredoAddress } from './factories';

const OTHER_ADDRESS = '2001:0:c000:201:0:fbf0:34ff:8efa';

const conf = (text: string): Partial<RawLinux> => ({ miredoConfiguration: { state: 'read', text } });
const unreadable: Partial<RawLinux> = {
  miredoConfiguration: { state: 'unreadable', reason: 'EACCES: permission denied' },
};
const missing: Partial<RawLinux> = { miredoConfiguration: { state: 'missing' } as RawFile };

/** `ip -j -6 addr` of interfaces with one Teredo address each. */
const links = (...all: { name: string; up: boolean; address: string }[]): Partial<RawLinux> => ({
  ipAddressJson: JSON.stringify(
    all.map(({ name, up, address }, index) => ({
      ifindex: index + 1,
      ifname: name,
      flags: up ? ['POINTOPOINT', 'UP'] : ['POINTOPOINT'],
      mtu: 1280,
      addr_info: [{ family: 'inet6', local: address, prefixlen: 32, scope: 'global' }],
    })),
  ),
});

describe('what is configured on a Linux machine', () => {
  it.each([
    ['a client', 'ServerAddress teredo.example\n', { type: 'client', typeSetBy: 'local' }],
    ['a relay', 'RelayType relay\nServerAddress teredo.example\n', { type: 'relay' }],
    ['a cone relay', 'RelayType cone\n', { type: 'relay', serverName: null, serverNameSetBy: 'default' }],
    ['a client that names no server', 'RelayType client\n', { type: 'disabled', serverNameSetBy: 'default' }],
    ['a type nobody knows', 'RelayType mesh\nServerAddress teredo.example\n', { type: 'unknown' }],
    [
      'a server and a port',
      'ServerAddress teredo.example\nBindPort 3545\n',
      { serverName: 'teredo.example', serverNameSetBy: 'local', clientPort: 3545 },
    ],
    ['a port that is no number', 'ServerAddress teredo.example\nBindPort many\n', { clientPort: null }],
  ])('is read from miredo.conf of %s', (_name, text, expected) => {
    expect(linux(conf(text)).configured).toMatchObject(expected);
  });

  it('is off where the program or its file is missing, and nobody set it', () => {
    expect(linux({ ...offLinux, miredoInstalled: false }).configured.type).toBe('disabled');
    expect(linux({ miredoInstalled: false, configuredToRun: true }).configured.type).toBe('disabled');
    expect(linux({ ...missing }).configured).toMatchObject({
      type: 'disabled',
      typeSetBy: 'default',
      serverName: null,
      serverNameSetBy: 'default',
      clientPort: null,
    });
  });

  it('is not known where the file may not be read, and its port is said of nobody', () => {
    const { configured, sources } = linux(unreadable);
    expect(configured).toMatchObject({
      type: 'unknown',
      typeSetBy: 'unknown',
      serverName: 'unknown',
      serverNameSetBy: 'unknown',
    });
    expect(sources?.local).toMatchObject({ type: 'unknown', serverName: 'unknown', clientPort: 'unknown' });
  });

  it('has the file as its only source, and none where there is no file', () => {
    expect(linux(conf('ServerAddress teredo.example\nBindPort 3545\n')).sources?.local).toEqual({
      type: 'client',
      serverName: 'teredo.example',
      refreshIntervalSeconds: null,
      clientPort: 3545,
    });
    expect(linux(missing).sources?.local).toMatchObject({ type: null, serverName: null, clientPort: null });
  });
});

describe('what is in effect on a Linux machine', () => {
  it('takes a service that runs for running, though its program cannot be found', () => {
    expect(linux({ miredoInstalled: false }).service.state).toBe('running');
  });

  it.each([
    ['a client that runs', conf('ServerAddress teredo.example\n'), 'client', 'client'],
    ['a relay that runs', conf('RelayType relay\n'), 'relay', null],
    ['a client whose file may not be read', unreadable, 'client', 'client'],
    ['a service that is stopped', offLinux, 'disabled', null],
    ['a service nobody could ask for', { serviceState: 'unknown' as const }, 'unknown', null],
  ])('is told of %s', (_name, change, type, role) => {
    expect(linux(change).effective).toMatchObject({ type, role });
  });

  const configured = { name: 'miredo', up: false, address: teredoAddress };
  const up = { name: 'teredo', up: true, address: OTHER_ADDRESS };
  const down = { name: 'old', up: false, address: '2001:0:c000:201:0:fbf0:34ff:8efb' };
  const unnamed = conf('ServerAddress teredo.example\n');
  const named = conf('InterfaceName miredo\nServerAddress teredo.example\n');

  it.each([
    ['the configured interface, though another is up', [up, configured, down], named, configured],
    ['the configured interface, wherever it stands', [configured, down, up], named, configured],
    ['one that is up, where none is configured', [down, up, configured], unnamed, up],
    ['the first, where all are alike', [down, configured], unnamed, down],
    ['one that is up, where the configured one has none', [down, up], named, up],
    ['one that is up, where the file may not be read', [down, up], unreadable, up],
  ])('has the address of %s', (_name, all, change, expected) => {
    expect(linux({ ...change, ...links(...all) }).effective.address).toBe(expected.address);
  });
});

describe('what else is told of a Linux machine', () => {
  it.each([
    ['de_DE.UTF-8', 'de-DE'],
    ['de_AT', 'de-AT'],
    ['ja_JP@radical', 'ja-JP'],
    ['eo', 'eo'],
    ['ast_ES.UTF-8', 'ast-ES'],
    ['C', null],
    ['C.UTF-8', null],
    ['POSIX', null],
    ['xx-de_DE', null],
    [null, null],
  ])('the language of the locale %s is %s', (locale, language) => {
    expect(linux({ locale }).os.displayLanguage).toBe(language);
  });

  it('a system that does not say what it is is Linux, without a version', () => {
    expect(linux({ osRelease: null }).os).toMatchObject({ name: 'Linux', version: '' });
  });

  it.each([
    [
      'the text of a file that was read',
      conf('ServerAddress teredo.example\n'),
      'ServerAddress teredo.example\n',
    ],
    ['why it could not be read', unreadable, 'EACCES: permission denied'],
  ])('keeps as evidence %s', (_name, change, text) => {
    expect(linux(change).evidence.find(({ source }) => source === 'miredo.conf')?.text).toBe(text);
  });

  it('keeps nothing of a file that is not there', () => {
    expect(linux(missing).evidence.map(({ source }) => source)).not.toContain('miredo.conf');
  });
});
