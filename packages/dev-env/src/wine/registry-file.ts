import type { RegistryValue, StandInRegistry } from '@teredo-fleet/platform/stand-in';

const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const hex = (bytes: number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(',');

function valueLine(name: string, value: RegistryValue): string {
  if (typeof value === 'object') return `${quote(name)}=hex(${value.type.toString(16)}):${hex(value.bytes)}`;
  const data = typeof value === 'number' ? `dword:${value.toString(16).padStart(8, '0')}` : quote(value);
  return `${quote(name)}=${data}`;
}

const longName = (key: string) =>
  key
    .replace(/^HKLM\b/, 'HKEY_LOCAL_MACHINE')
    .replace(/^HKU\b/, 'HKEY_USERS')
    .replace(/^HKCU\b/, 'HKEY_CURRENT_USER');

/** Values that Wine writes of the Windows that it plays, and that an older one has not got. */
const OF_WINE: Record<string, string[]> = {
  'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion': [
    'CurrentMajorVersionNumber',
    'CurrentMinorVersionNumber',
    'CSDVersion',
  ],
};

/** A registry as a file that `regedit /S` takes, in UTF-16; what is only in the one `before` goes. */
export function registryFile(registry: StandInRegistry, before: StandInRegistry = {}): Buffer {
  const lines = ['Windows Registry Editor Version 5.00', ''];
  for (const key of Object.keys(before))
    if (registry[key] === undefined) lines.push(`[-${longName(key)}]`, '');
  for (const [key, values] of Object.entries(registry)) {
    lines.push(`[${longName(key)}]`);
    for (const name of [...(OF_WINE[key] ?? []), ...Object.keys(before[key] ?? {})])
      if (values[name] === undefined) lines.push(`${quote(name)}=-`);
    lines.push(...Object.entries(values).map(([name, value]) => valueLine(name, value)), '');
  }
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(lines.join('\r\n'), 'utf16le')]);
}
