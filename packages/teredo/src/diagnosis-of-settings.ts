import type { DiagnosisRule } from './diagnosis-rule';
import { clientName, found, isOn } from './diagnosis-rule';
import { isOldWindows } from './wanted-teredo';
import { keepsTeredoOff } from './windows-generation';

/** Rules about what is set on the machine and what it is set by. */
export const SETTING_RULES: DiagnosisRule[] = [
  {
    code: 'service-stopped',
    severity: 'problem',
    title: 'The Teredo service does not run',
    meaning: 'Teredo is set to be on, and the service that runs it is stopped or disabled.',
    remedy: 'Turn Teredo on again from here: that starts the service and sets it to start with the machine.',
    confidence: 'certain',
    find: (observation) => {
      const { name, state } = observation.service;
      if (!isOn(observation) || (state !== 'stopped' && state !== 'disabled')) return null;
      return found(`Teredo is set to be on, but its service ${name ?? ''} is ${state}.`, [
        `service.state = ${state}`,
      ]);
    },
  },
  {
    code: 'ipv6-missing',
    severity: 'problem',
    title: 'IPv6 is missing',
    meaning: 'Teredo is set to be on, and the machine has no IPv6 stack or has it switched off.',
    remedy: 'Install IPv6 or switch it on; on Windows XP and 2003 the desired state can do that.',
    confidence: 'certain',
    find: (observation) =>
      isOn(observation) && observation.ipv6.installed === false
        ? found('Teredo carries IPv6, and this machine has none.', ['ipv6.installed = false'])
        : null,
  },
  {
    code: 'unreadable',
    severity: 'warning',
    title: 'Teredo could not be read',
    meaning: 'How Teredo is configured was not understood. That is not the same as off.',
    remedy: 'Look at the raw evidence on the machine page; see that the agent has administrator rights.',
    confidence: 'certain',
    find: ({ configured }) =>
      configured.type === 'unknown'
        ? found('The answer of the machine about Teredo was not understood; nothing is concluded from it.', [
            'configured.type = unknown',
          ])
        : null,
  },
  {
    code: 'disabled-components',
    severity: 'warning',
    title: 'A registry value keeps Teredo off',
    meaning: 'DisabledComponents has bit 0x01 or 0x08 set: netsh says Ok to every change, without effect.',
    remedy: 'Clear the bits 0x01 and 0x08 of DisabledComponents and restart the machine.',
    confidence: 'certain',
    find: ({ ipv6 }) => {
      const value = ipv6.disabledComponents;
      if (typeof value !== 'number' || !keepsTeredoOff(value)) return null;
      const hex = `0x${value.toString(16)}`;
      return found(
        `The registry value DisabledComponents is ${hex}; with it Teredo stays off whatever is set.`,
        [`ipv6.disabledComponents = ${hex}`],
      );
    },
  },
  {
    code: 'firewall-off',
    severity: 'warning',
    title: 'Teredo is on and the firewall is off',
    meaning: 'Anybody on the internet can send packets to the machine through Teredo, past every NAT.',
    remedy: 'Turn the host firewall on, or turn Teredo off.',
    confidence: 'certain',
    find: (observation) =>
      isOn(observation) && observation.firewall.on === false
        ? found(
            'Teredo gives this machine an address on the internet, and no firewall of its own guards it.',
            ['firewall.on = false'],
          )
        : null,
  },
  {
    code: 'leftover-address',
    severity: 'warning',
    title: 'Teredo is off and its address is still there',
    meaning: 'Teredo is set to be off, yet an interface has a Teredo address.',
    remedy: 'Observe again in a minute; if it stays, restart the machine or its Teredo service.',
    confidence: 'certain',
    find: ({ configured, effective }) =>
      configured.type === 'disabled' && effective.address !== null
        ? found(`Teredo is set to be off, and the address ${effective.address} is still in use.`, [
            `effective.address = ${effective.address}`,
          ])
        : null,
  },
  {
    code: 'not-elevated',
    severity: 'warning',
    title: 'The agent may only look',
    meaning:
      'The agent runs without administrator rights; some facts may be missing and nothing can be changed.',
    remedy: 'Install the agent as a service (root on Linux, SYSTEM on Windows).',
    confidence: 'certain',
    find: ({ elevated }) =>
      elevated === false
        ? found(
            'The agent runs without administrator rights: it reports what it can see and changes nothing.',
            ['elevated = false'],
          )
        : null,
  },
  {
    code: 'group-policy',
    severity: 'info',
    title: 'Group Policy decides',
    meaning: 'A policy sets the Teredo type; a local change has no effect.',
    remedy: 'To change it, change the policy: IPv6 Transition Technologies under TCPIP Settings.',
    confidence: 'certain',
    find: ({ configured }) =>
      configured.typeSetBy === 'group-policy'
        ? found(`Group Policy sets Teredo to ${configured.type} on this machine.`, [
            `configured.type = ${configured.type}`,
            'configured.typeSetBy = group-policy',
          ])
        : null,
  },
  {
    code: 'client-missing',
    severity: 'info',
    title: 'No Teredo client is installed',
    meaning: 'The program or service that runs Teredo is not on the machine.',
    remedy: 'Where Teredo is wanted, install it (Debian and Ubuntu: apt install miredo).',
    confidence: 'certain',
    find: (observation) => {
      const bareXp = isOldWindows(observation) && observation.ipv6.installed === false;
      if (observation.service.state !== 'missing' || bareXp) return null;
      const text =
        observation.os.family === 'linux'
          ? 'Miredo, the Teredo client for Linux, is not installed.'
          : 'The Windows service that runs Teredo is missing.';
      return found(text, ['service.state = missing']);
    },
  },
  {
    code: 'not-a-client',
    severity: 'info',
    title: 'Teredo is used in another role',
    meaning: 'The machine is set to be a Teredo server or relay; it is not managed as a client.',
    remedy: null,
    confidence: 'certain',
    find: ({ configured }) =>
      configured.type === 'server' || configured.type === 'relay' || configured.type === 'automatic'
        ? found(`Teredo is set to the type ${configured.type}, which is not a client.`, [
            `configured.type = ${configured.type}`,
          ])
        : null,
  },
  {
    code: 'off-by-choice',
    severity: 'info',
    title: 'Teredo is off',
    meaning: 'Somebody, or this system on their behalf, turned Teredo off on the machine.',
    remedy: null,
    confidence: 'certain',
    find: (observation) => {
      const { type, typeSetBy } = observation.configured;
      if (type !== 'disabled' || typeSetBy !== 'local' || observation.service.state === 'missing')
        return null;
      return found(`${clientName(observation)} is set not to use Teredo.`, [
        'configured.type = disabled',
        'configured.typeSetBy = local',
      ]);
    },
  },
  {
    code: 'off-by-default',
    severity: 'info',
    title: 'Teredo is off and always was',
    meaning:
      'Nobody decided: this system has Teredo off as it comes (Windows since 10 version 1803, any Linux).',
    remedy: null,
    confidence: 'likely',
    find: ({ configured, effective, service }) => {
      const byDefault = configured.type === 'disabled' && configured.typeSetBy === 'default';
      const defaultAndIdle = configured.type === 'default' && effective.state === 'offline';
      if ((!byDefault && !defaultAndIdle) || service.state === 'missing') return null;
      return found('Teredo was never set on this machine, and it comes with Teredo off.', [
        `configured.type = ${configured.type}`,
        `configured.typeSetBy = ${configured.typeSetBy}`,
      ]);
    },
  },
];
