import { describe, expect, it } from 'vitest';
import { readUnitStatus } from '../../src/index';
import { codes, explained, ipAddr, miredo, questions } from './explained-texts';

const unit = (name: string, loaded: string, active: string) =>
  `● ${name}.service - Teredo IPv6 tunneling\n     Loaded: loaded (/lib/systemd/system/${name}.service; ${loaded}; preset: enabled)\n     Active: ${active} since Thu 2026-01-01 10:00:00 UTC; 3min ago\n   Main PID: 1234 (${name})\n`;
const log = 'Jan 01 10:00:01 host miredo[1235]: Teredo pseudo-tunnel started\n';

describe('systemctl status', () => {
  it.each([
    ['active (running)', 'running'],
    ['inactive (dead)', 'stopped'],
    ['failed (Result: exit-code)', 'stopped'],
    ['failed', 'stopped'],
    ['inactive', 'stopped'],
    ['deactivating (stop-sigterm)', 'unknown'],
    ['activating (auto-restart)', 'unknown'],
    ['active (exited)', 'unknown'],
  ])('says whether a unit runs: %s', (active, state) => {
    expect(readUnitStatus(unit('miredo', 'enabled', active))).toMatchObject({
      readable: true,
      unit: 'miredo',
      state,
      enabled: true,
    });
  });

  it.each([
    ['enabled-runtime', true],
    ['generated', true],
    ['disabled', false],
    ['masked', false],
    ['indirect', 'unknown'],
    ['static', 'unknown'],
  ])('says whether a unit starts with the system: %s', (loaded, enabled) => {
    expect(readUnitStatus(unit('miredo', loaded, 'inactive (dead)')).enabled).toBe(enabled);
  });

  it('says that a masked unit does not start with the system', () => {
    for (const why of ['Reason: Unit miredo.service is masked.', '/dev/null; bad'])
      expect(readUnitStatus(`● miredo.service\n     Loaded: masked (${why})\n`)).toMatchObject({
        readable: true,
        unit: 'miredo',
        enabled: false,
      });
  });

  it('tells, with the configuration, that Miredo is to run and does not', () => {
    const text = `${unit('miredo', 'enabled', 'failed (Result: exit-code)')}\n${log}\n${miredo('192.0.2.1')}`;
    expect(explained(text).outputs.map(({ kind }) => kind)).toEqual([
      'unit-status',
      'miredo-log',
      'miredo-configuration',
    ]);
    expect(codes(text)).toContain('service-stopped');
    expect(questions(text).join()).not.toContain('systemctl');
  });

  it('tells that Miredo runs', () => {
    const text = `${unit('miredo', 'enabled', 'active (running)')}\n${ipAddr('UP,LOWER_UP', 1280)}\n${miredo('192.0.2.1')}`;
    expect(explained(text).observation?.service.state).toBe('running');
  });

  it('of another unit says nothing of Teredo', () => {
    const { observation } = explained(unit('ssh', 'disabled', 'inactive (dead)'));
    expect(observation?.service.state).toBe('unknown');
    expect(observation?.configured.type).toBe('unknown');
  });

  it('that knows no such unit does not say that Teredo is off', () => {
    const text = 'ann@host:~$ systemctl status miredo\nUnit miredo.service could not be found.\n';
    const { observation, outputs } = explained(text);
    expect(outputs[0]?.facts).toEqual([{ name: 'miredo', value: 'there is no unit of that name' }]);
    expect(observation?.configured.type).toBe('unknown');
    expect(observation?.service.state).toBe('unknown');
  });
});

describe('what only looks like an answer', () => {
  it.each(['[]', 'null', '{}', 'Name : Wi-Fi\nState : disconnected\nType : client\n'])(
    'is not taken for the state of Teredo: %s',
    (text) => expect(explained(text).understood).toBe(false),
  );

  it('is one where the state was asked for', () => {
    expect(explained('PS C:\\> Get-NetTeredoState | ConvertTo-Json\nnull\n').outputs[0]?.kind).toBe(
      'powershell-state',
    );
  });
});

it("asks in Windows XP's words where a link-local address is XP's", () => {
  const text =
    'Tunnel adapter Teredo Tunneling Pseudo-Interface:\n\n   IP Address. . . . . . : fe80::ffff:ffff:fffd%4\n';
  expect(questions(text)).toEqual(['netsh interface ipv6 show teredo']);
});
