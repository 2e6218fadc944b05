import { describe, expect, it } from 'vitest';
import { readServices } from '../../src/index';

const first = (text: string) => readServices(text).services[0];
const sc = (label: string, value: string) => first(`SERVICE_NAME: iphlpsvc\n        ${label}  : ${value}\n`);

describe('sc', () => {
  it.each([
    ['1  STOPPED', 'stopped'],
    ['2  START_PENDING', 'starting'],
    ['3  STOP_PENDING', 'stopping'],
    ['4  RUNNING', 'running'],
    ['5  CONTINUE_PENDING', 'starting'],
    ['6  PAUSE_PENDING', 'paused'],
    ['7  PAUSED', 'paused'],
  ])('with %s says %s', (value, state) => {
    expect(sc('STATE', value)).toEqual({ name: 'iphlpsvc', state, start: 'unknown', errorCode: null });
    expect(sc('STATE', `${value} (x)`)).toMatchObject({ state });
  });

  it.each([
    ['0   BOOT_START', 'boot'],
    ['1   SYSTEM_START', 'boot'],
    ['2   AUTO_START  (DELAYED)', 'automatic'],
    ['3   DEMAND_START', 'manual'],
    ['4   DISABLED', 'disabled'],
  ])('with %s says that it starts %s', (value, start) => {
    expect(sc('START_TYPE', value)).toEqual({ name: 'iphlpsvc', state: 'unknown', start, errorCode: null });
  });

  it.each([
    '4  STOPPED',
    '1  RUNNING',
    '2  DISABLED',
    '8  RUNNING',
    'RUNNING',
    '4',
    '4  RUNNINGX',
    '4  running',
    '14  RUNNING',
    'x 4  RUNNING',
  ])('with %s says nothing: number and word must agree', (value) => {
    expect(sc('STATE', value)).toBeUndefined();
  });

  it('tells several services one after the other', () => {
    const text =
      'SERVICE_NAME: iphlpsvc\n        STATE : 4  RUNNING\n\nSERVICE_NAME: 6to4\n        STATE : 1  STOPPED\n';
    expect(readServices(text).services).toMatchObject([
      { name: 'iphlpsvc', state: 'running' },
      { name: '6to4', state: 'stopped' },
    ]);
  });

  it('tells state and start of one service as of one', () => {
    const text = 'SERVICE_NAME:iphlpsvc\n        STATE : 4  RUNNING\n        START_TYPE : 2  AUTO_START\n';
    expect(readServices(text).services).toEqual([
      { name: 'iphlpsvc', state: 'running', start: 'automatic', errorCode: null },
    ]);
  });

  it.each(['DISPLAY_NAME: IP Helper', '        LABEL: word'])('takes no name from %j', (line) => {
    expect(first(`${line}\n        STATE : 4  RUNNING\n`)).toMatchObject({ name: null, state: 'running' });
  });

  it('keeps the display name for no name', () => {
    const text = 'SERVICE_NAME: iphlpsvc\nDISPLAY_NAME: Helper\n        STATE : 4  RUNNING\n';
    expect(readServices(text).services).toMatchObject([{ name: 'iphlpsvc' }]);
  });
});

describe('an error number', () => {
  it.each([
    [1056, 'running', 'unknown'],
    [1058, 'stopped', 'disabled'],
    [1060, 'missing', 'unknown'],
    [1062, 'stopped', 'unknown'],
    [2182, 'running', 'unknown'],
    [2185, 'missing', 'unknown'],
    [3521, 'stopped', 'unknown'],
    [5, 'unknown', 'unknown'],
  ])('%i says %s, starts %s', (code, state, start) => {
    const expected = { state, start, errorCode: code };
    for (const text of [
      `[SC] EnumQueryServicesStatus:OpenService FAILED ${code}:\n`.replace('Status:', 'Status '),
      `x\n\nMore help is available by typing NET HELPMSG ${code}.\n`,
      `System error ${code} has occurred.\n`,
      `Systemfehler ${code} aufgetreten\n`,
      `  [SC] StartService FAILED ${code} :\n`,
    ])
      expect(first(text)).toEqual({ name: null, ...expected });
  });

  it.each([
    '[SC] ok',
    'Error 5',
    '12 5 34',
    'x 123456 yyyy',
    'NETHELPMSG 5',
    '12 System error 5 has occurred.',
    'System error 5 has occurred. 7',
  ])('is none in %j', (text) => {
    expect(readServices(text)).toEqual({ readable: false, services: [] });
  });
});

describe('the name of a service', () => {
  it.each([
    'sc query iphlpsvc',
    'sc.exe queryex iphlpsvc',
    'sc \\\\host qc "iphlpsvc"',
    'sc config iphlpsvc start= auto',
    'net start iphlpsvc',
    'net stop iphlpsvc',
    'Get-Service iphlpsvc',
    'get-service -Name "iphlpsvc"',
    'Start-Service iphlpsvc',
    'Stop-Service iphlpsvc',
    'Restart-Service iphlpsvc',
    'Set-Service iphlpsvc -StartupType Automatic',
  ])('is the one in %j', (command) => {
    expect(first(`C:\\>${command}\nNET HELPMSG 1060\n`)).toMatchObject({ name: 'iphlpsvc' });
  });

  it.each(['sc', 'net view iphlpsvc', 'xsc query iphlpsvc', 'Get-Item iphlpsvc'])(
    'is none in %j',
    (command) => {
      expect(first(`C:\\>${command}\nNET HELPMSG 1060\n`)).toMatchObject({ name: null });
    },
  );
});

describe('Get-Service and WMI', () => {
  it.each([
    ['Running', 'running'],
    ['4', 'running'],
    ['Start Pending', 'starting'],
    ['StartPending', 'starting'],
    ['StopPending', 'stopping'],
    ['ContinuePending', 'starting'],
    ['PausePending', 'paused'],
    ['Paused', 'paused'],
    ['1', 'stopped'],
    ['Bereit', 'unknown'],
  ])('say by Status %s: %s', (status, state) => {
    expect(first(JSON.stringify({ Name: 'iphlpsvc', Status: status }))).toEqual({
      name: 'iphlpsvc',
      state,
      start: 'unknown',
      errorCode: null,
    });
    expect(first(JSON.stringify({ ServiceName: 'iphlpsvc', State: status }))).toMatchObject({ state });
    expect(first(`Name  : iphlpsvc\nState : ${status}\n`)).toMatchObject({ name: 'iphlpsvc', state });
  });

  it.each([
    ['Boot', 'boot'],
    ['System', 'boot'],
    ['Auto', 'automatic'],
    ['Automatic', 'automatic'],
    ['AutomaticDelayedStart', 'automatic'],
    ['Manual', 'manual'],
    [3, 'manual'],
    ['Disabled', 'disabled'],
    ['Manuell', 'unknown'],
  ])('say by StartType %s: %s', (type, start) => {
    expect(first(JSON.stringify({ Name: 'x', Status: 1, StartType: type }))).toMatchObject({ start });
    expect(first(JSON.stringify({ Name: 'x', Status: 1, StartMode: type }))).toMatchObject({ start });
  });

  it.each([{ Name: 'x' }, { Status: 4 }, { Name: 4, Status: 4 }])('say nothing of %j', (object) => {
    expect(readServices(JSON.stringify(object)).services).toEqual([]);
  });

  it('in a table have their state first', () => {
    const text =
      'Status   Name     DisplayName\n------   ----     -----------\nRunning  iphlpsvc IP Helper\nStopped  6to4\n';
    expect(readServices(text).services).toMatchObject([
      { name: 'iphlpsvc', state: 'running' },
      { name: '6to4', state: 'stopped' },
    ]);
    expect(readServices('Laufend  iphlpsvc\n').readable).toBe(false);
  });
});
