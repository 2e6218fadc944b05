import { describe, expect, it } from 'vitest';
import { NO_VALUES, type Observation, UNKNOWN_VALUES, whoDecides } from '../src/index';
import { linux, netshText, windows } from './factories';

const shown = (type: string, refresh = '30', port = 'x') => ({
  netshText: netshText([type, 'teredo.example', refresh, port, 'offline', 'none']),
  local: UNKNOWN_VALUES,
});
const wordOf = (observation: Observation, source: string) =>
  whoDecides(observation).type.sources.find((one) => one.source === source)?.says;

describe('the word of the machine itself', () => {
  it('is a type that the system would not have, although DisabledComponents was not read', () => {
    const observation = windows({ ...shown('enterpriseclient'), disabledComponents: 'unknown' });
    expect(wordOf(observation, 'local')).toBe('enterpriseclient');
    expect(whoDecides(observation).type.candidates).toEqual(['disabled-components', 'local']);
  });

  it('is nothing where netsh says that the default counts', () => {
    const observation = windows({ ...shown('default'), disabledComponents: 'unknown' });
    expect(wordOf(observation, 'local')).toBeNull();
  });

  it('is nothing where default is what is written down', () => {
    expect(wordOf(windows({ local: { ...NO_VALUES, type: 'default' } }), 'local')).toBeNull();
  });

  it('is hidden behind a policy and behind DisabledComponents', () => {
    const ruled = windows({ ...shown('enterpriseclient'), policyTeredoState: 'Enterprise Client' });
    expect(wordOf(ruled, 'local')).toBe('unknown');
    expect(wordOf(windows({ ...shown('disabled'), disabledComponents: 0x08 }), 'local')).toBe('unknown');
  });

  it('is not known where the system may have it by itself', () => {
    expect(wordOf(windows(shown('disabled')), 'local')).toBe('unknown');
  });

  it('of the interval and of the port is what was read there, whatever netsh shows', () => {
    const local = { ...UNKNOWN_VALUES, refreshIntervalSeconds: 45, clientPort: 3545 };
    const { refreshIntervalSeconds, clientPort } = whoDecides(
      windows({ ...shown('client', '60', '4000'), local }),
    );
    expect(refreshIntervalSeconds).toMatchObject({ decidedBy: 'local', value: 45 });
    expect(clientPort).toMatchObject({ decidedBy: 'local', value: 3545 });
  });
});

describe('the language of a Linux', () => {
  it.each([
    ['de_DE.UTF-8', 'de-DE'],
    ['de_DE', 'de-DE'],
    ['de_AT@euro', 'de-AT'],
    ['eo', 'eo'],
    ['eo.UTF-8', 'eo'],
    ['gsw_CH.UTF-8', 'gsw-CH'],
    ['C', null],
    ['C.UTF-8', null],
    ['POSIX', null],
    ['', null],
    [null, null],
  ])('%j is %j', (locale, tag) => {
    expect(linux({ locale }).os.displayLanguage).toBe(tag);
  });
});
