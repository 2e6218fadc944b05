import type { FirewallApiCall } from '@teredo-fleet/teredo';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callFirewallApi } from '../src/host/firewall-api';

/** The firewall's lists of open ports, by the number of the profile: 0 in a domain, 1 outside of one. */
let lists: Map<number, string>[] = [];
let refuses: number[] = [];

function profileOf(which: number) {
  const change = (deed: (list: Map<number, string>) => void) => {
    if (refuses.includes(which)) throw new Error(`refused in profile ${which}`);
    deed(lists[which] as Map<number, string>);
  };
  return {
    GloballyOpenPorts: {
      Add: ({ Port, Name, Protocol, Enabled }: Record<string, unknown>) =>
        change((list) => list.set(Number(Port), `${Name} ${Protocol} ${Enabled}`)),
      Remove: (port: number, protocol: number) =>
        change((list) => {
          if (protocol === 17) list.delete(port);
        }),
    },
  };
}

vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor(name: string) {
      const policy = { CurrentProfile: profileOf(1), GetProfileByType: profileOf };
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      if (name === 'HNetCfg.FwMgr') return { LocalPolicy: policy };
    }
  },
);
afterAll(() => vi.unstubAllGlobals());
beforeEach(() => {
  lists = [new Map(), new Map()];
  refuses = [];
});

const call = (deed: FirewallApiCall['deed']): FirewallApiCall => ({
  object: 'HNetCfg.FwMgr',
  deed,
  port: 3544,
  name: 'Teredo Fleet - Teredo',
});
const open = () => callFirewallApi(call('open-port'));
const close = () => callFirewallApi(call('close-port'));
const openIn = () => lists.map((list) => list.get(3544) ?? null);

describe('the firewall by its API', () => {
  it('opens and closes a port in the profile of domains and in the other, as netsh does', () => {
    open();
    expect(openIn()).toEqual(['Teredo Fleet - Teredo 17 true', 'Teredo Fleet - Teredo 17 true']);
    close();
    expect(openIn()).toEqual([null, null]);
  });

  it('closes in one profile what it can’t in the other, and says that it couldn’t', () => {
    open();
    refuses = [0];
    expect(close).toThrow('refused in profile 0');
    expect(openIn()).toEqual(['Teredo Fleet - Teredo 17 true', null]);
  });
});
