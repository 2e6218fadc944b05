import { describe, expect, it } from 'vitest';
import { type Observation, plan } from '../src/index';
import { linux, makeDesired, offLinux, onWindows, windows } from './factories';

const typeSet = (observation: Observation, desired = makeDesired('on')) => {
  const step = plan(observation, desired).steps.filter(({ kind }) => kind === 'set-teredo')[0];
  return step?.kind === 'set-teredo' ? step.type : null;
};

describe('the type that a step sets', () => {
  it.each<[string, Observation, string]>([
    ['natawareclient, outside of a domain', windows({ domainJoined: false }), 'natawareclient'],
    ['enterpriseclient, in one', windows({ domainJoined: true }), 'enterpriseclient'],
    ['client, on Linux', linux(offLinux), 'client'],
  ])('is %s', (_name, observation, type) => expect(typeSet(observation)).toBe(type));

  it('is the one that the machine has where that will do', () => {
    const on = windows({ ...onWindows, domainJoined: false });
    expect(typeSet(on)).toBeNull();
    expect(typeSet(on, makeDesired('on', { clientPort: 4000 }))).toBe(on.configured.type);
  });
});
