import { expect, it } from 'vitest';
import { agentAge, OLDEST_AGENT } from '../src/machine/agent-age';

it.each([
  ['0.2.0', '0.2.0', 'current'],
  ['0.10.0', '0.9.0', 'current'],
  ['0.9.0', '0.10.0', 'older'],
  ['0.2.0-rc.1', '0.2.0', 'older'],
  [OLDEST_AGENT, '9.0.0', 'older'],
  ['0.0.9', '0.2.0', 'too-old'],
  [`${OLDEST_AGENT}-rc.1`, '0.2.0', 'too-old'],
  ['', '0.2.0', 'too-old'],
  ['new', '0.2.0', 'too-old'],
  ['0.1.0', 'a build without a version', 'current'],
])('an agent %s of a server %s is %s', (agent, server, age) => {
  expect(agentAge(agent, server)).toBe(age);
});
