import { explain } from '../../src/index';
import { fixtureText } from '../support/fixture-files';

export const AT = 1_000_000;
export const explained = (...texts: string[]) =>
  explain(
    texts.map((text) => ({ source: null, text })),
    AT,
  );
export const ofFiles = (...paths: string[]) =>
  explain(
    paths.map((path) => ({ source: path, text: fixtureText(path) })),
    AT,
  );
export const codes = (...texts: string[]) => explained(...texts).diagnoses.map(({ code }) => code);
export const questions = (...texts: string[]) => explained(...texts).questions.map(({ how }) => how);
export const netsh = (lines: string[]) =>
  `Teredo\n-----\n${lines.map((value) => `x : ${value}`).join('\n')}\n`;
export const SETTINGS = ['client', 'teredo.example', '30 seconds', 'unspecified'];
export const OFFLINE = netsh([...SETTINGS, 'offline', 'none']);
export const QUALIFIED = netsh([...SETTINGS, 'qualified', 'teredo client', 'unmanaged', 'restricted']);
export const OFF = netsh(['disabled', 'teredo.example', '30 seconds', 'unspecified', 'offline', 'none']);
export const key = (path: string, ...values: string[]) =>
  `HKEY_LOCAL_MACHINE\\${path}\n${values.map((value) => `    ${value}\n`).join('')}\n`;
export const POLICY = 'SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition';
export const TCPIP6 = 'SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters';
export const LOCAL = 'SYSTEM\\CurrentControlSet\\Services\\iphlpsvc\\Teredo';
export const WINDOWS_10 = 'Microsoft Windows [Version 10.0.19045.4046]\n';
export const ipconfig = (address: string) =>
  `Tunnel adapter Teredo Tunneling Pseudo-Interface:\n\n   IPv6 . . . . . : ${address}\n`;
export const sc = (state: string) => `SERVICE_NAME: iphlpsvc\n        STATE              : ${state}\n`;
export const miredo = (server: string) => `InterfaceName teredo\nServerAddress ${server}\n`;
export const ipAddr = (up: string, mtu: number) =>
  `9: teredo: <${up}> mtu ${mtu} qdisc x\n    inet6 2001:0:c000:201:1410:7050:34ff:8ee8/32 scope global\n`;
