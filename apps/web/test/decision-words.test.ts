import { NO_VALUES, type Observation, UNKNOWN_VALUES, whoDecides } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import {
  isInVain,
  likelyWish,
  policyAuthorWords,
  saysWords,
} from '../src/app/(console)/machines/[id]/decision-words';

const at = 1_800_000_000_000;

function observed(type: 'client' | 'disabled', policy = NO_VALUES): Observation {
  return {
    os: {
      family: 'windows',
      name: 'Windows 10 Pro',
      version: '10.0.19045',
      servicePack: null,
      displayLanguage: null,
    },
    elevated: true,
    domainJoined: false,
    ipv6: { installed: true, disabledComponents: 0, nativeGlobalAddress: null },
    configured: {
      at,
      type,
      typeSetBy: policy.type === null ? 'local' : 'group-policy',
      serverName: null,
      serverNameSetBy: 'default',
      refreshIntervalSeconds: 30,
      clientPort: null,
    },
    sources: { policy, local: UNKNOWN_VALUES },
    effective: {
      at,
      type,
      state: type === 'client' ? 'dormant' : 'offline',
      role: null,
      network: null,
      nat: null,
      error: null,
      errorCode: null,
      localMapping: null,
      externalMapping: null,
      address: null,
    },
    reachable: { at, verdict: 'unknown', probe: null, ping: null },
    firewall: {
      at,
      on: true,
      teredoException: true,
      exceptionPort: null,
      edgeTraversal: true,
      setBy: 'default',
    },
    service: { name: 'iphlpsvc', state: 'running' },
    evidence: [],
  };
}

describe('the words of a decision', () => {
  it('name device management beside Group Policy where a policy sets something, and nowhere else', () => {
    const policy = { ...NO_VALUES, type: 'Disabled State' } as typeof NO_VALUES;
    expect(policyAuthorWords(whoDecides(observed('disabled', policy)))).toMatch(/Intune.*ADMX_tcpip/);
    expect(policyAuthorWords(whoDecides(observed('disabled')))).toBeNull();
  });

  it('ask for the change that a reader may have in mind', () => {
    expect(likelyWish(whoDecides(observed('client')))).toBe('off');
    expect(likelyWish(whoDecides(observed('disabled')))).toBe('on');
  });

  it('say what each source says, and never take unread for off', () => {
    const { sources } = whoDecides(observed('client', { ...NO_VALUES, type: 'client' })).type;
    expect(sources.map(saysWords)).toEqual(['nothing', 'client', 'not read', 'off']);
  });

  it('warn of a change that would be in vain', () => {
    const inVain = (observation: Observation) =>
      whoDecides(observation)
        .forecasts.filter(({ wish }) => wish === 'on')
        .map((one) => [one.way, isInVain(one)]);
    expect(inVain(observed('disabled'))).toEqual([
      ['by-hand', false],
      ['by-this-product', false],
      ['by-policy', false],
    ]);
    expect(inVain(observed('disabled', { ...NO_VALUES, type: 'disabled' }))).toEqual([
      ['by-hand', true],
      ['by-this-product', true],
      ['by-policy', false],
      ['in-the-policy-registry', true],
    ]);
  });
});
