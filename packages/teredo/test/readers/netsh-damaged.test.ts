import { describe, expect, it } from 'vitest';
import { readNetshTeredo, readNetshTeredoAll } from '../../src/readers/netsh-teredo';

const columns = (...values: string[]) => values.map((value) => `label\t${value}`).join('\n');
const alone = (...values: string[]) => values.join('\n');

describe('an output whose lines no longer stand as printed', () => {
  it.each<[string, string]>([
    ['in columns', columns('client', 't.example', '30 s', '3544', 'dormant')],
    ['as values alone', alone('client', 't.example', '30 s', '3544', 'dormant')],
    [
      'as values below their labels',
      alone('a', 'client', 'b', 't.example', 'c', '30 s', 'd', '3544', 'e', 'dormant'),
    ],
  ])('is read %s', (_name, text) => {
    expect(readNetshTeredo(text)).toMatchObject({
      type: 'client',
      serverName: 't.example',
      refreshIntervalSeconds: 30,
      clientPort: 3544,
      state: 'dormant',
    });
  });

  it.each<[string, string]>([
    ['its server', alone('client', 'xxx.xxx.xxx.xxx', '30 s', '3544', 'dormant')],
    ['its interval', alone('client', 't.example', 'often', '3544', 'dormant')],
    ['its type', alone('Klient', 't.example', '30 s', '3544', 'dormant')],
  ])('is not believed where %s is not understood', (_name, text) => {
    expect(readNetshTeredoAll(text)).toEqual([]);
  });

  it('is, of two that are laid out differently, the one that says more', () => {
    const little = ['client', 'a.example', '30 s', '3544'];
    const more = ['client', 'b.example', '30 s', '3544', 'dormant'];
    const serverOf = (text: string) => readNetshTeredo(text).serverName;
    expect(serverOf(`${columns(...more)}\n${alone(...little)}`)).toBe('b.example');
    expect(serverOf(`${columns(...little)}\n${alone(...more)}`)).toBe('b.example');
    expect(serverOf(`${columns(...little, 'ruhend')}\n${alone(...more)}`)).toBe('b.example');
    expect(serverOf(`${columns(...little, 'offline', 'none')}\n${alone(...more)}`)).toBe('a.example');
  });
});
