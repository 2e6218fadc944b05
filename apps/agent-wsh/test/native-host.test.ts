import { afterAll, expect, it, vi } from 'vitest';
import { otherHost } from '../src/host/native-host';

let environment: Record<string, string> = {};
let hasSysnative = false;
const WINDOWS = {
  ExpandEnvironmentStrings: (text: string) => environment[text.replaceAll('%', '')] ?? text,
  GetSpecialFolder: () => ({ Path: 'C:\\WINDOWS\\system32' }),
  GetParentFolderName: () => 'C:\\WINDOWS',
  FileExists: (path: string) => hasSysnative && /\\Sysnative\\cscript\.exe$/.test(path),
};
vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return WINDOWS;
    }
  },
);
vi.stubGlobal('WScript', { FullName: 'C:\\WINDOWS\\system32\\cscript.exe' });
afterAll(() => vi.unstubAllGlobals());

it.each([
  ['of 32 bits on a Windows of 64', 'x86', 'AMD64', false, 'unreachable'],
  ['of 32 bits on a Windows of 64 that shows the other', 'x86', 'AMD64', true, 'there'],
  ['of 64 bits where somebody set the variable', 'AMD64', 'AMD64', false, null],
  ['of 64 bits on Itanium where somebody set the variable', 'IA64', 'AMD64', false, null],
  ['of 32 bits on a Windows of 32', 'x86', null, false, null],
])('knows a host %s', (_, architecture, native, sysnative, expected) => {
  environment = { PROCESSOR_ARCHITECTURE: architecture };
  if (native !== null) environment.PROCESSOR_ARCHITEW6432 = native;
  hasSysnative = sysnative;
  expect(otherHost()).toBe(expected);
});
