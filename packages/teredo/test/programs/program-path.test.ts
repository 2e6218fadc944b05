import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandProgramPath, programName, programPathFault, systemOfProgram } from '../../src/index';

describe('a path of a program', () => {
  it.each([
    'C:\\Games\\server.exe',
    'c:\\a.dll',
    '%ProgramFiles%\\Chat\\chat.exe',
    '%programfiles(x86)%\\Old Chat 2.0\\old chat.EXE',
    '%SystemRoot%\\System32\\ftp.exe',
    'D:\\PROGRA~1\\Chat\\chat.exe',
    'C:\\Spiele\\Müllabfuhr\\müll.exe',
    'C:\\ゲーム\\対戦.exe',
    '/opt/chat/chat.exe',
    '/usr/lib/mono/4.5/mcs.exe',
  ])('names one file: %s', (path) => {
    expect(programPathFault(path)).toBeNull();
  });

  it.each([
    ['relative', 'chat.exe'],
    ['relative on a drive', 'C:chat.exe'],
    ['of the current drive', '\\Games\\chat.exe'],
    ['of another machine', '\\\\files\\games\\chat.exe'],
    ['of another machine, with slashes', '//files/games/chat.exe'],
    ['of a device', '\\\\.\\C:\\chat.exe'],
    ['of the kernel’s names', '\\\\?\\UNC\\files\\games\\chat.exe'],
    ['of a user', '%USERPROFILE%\\chat.exe'],
    ['of an environment', '%SECRET%\\chat.exe'],
    ['with a variable within', 'C:\\%ProgramFiles%\\chat*.exe'],
    ['with a wildcard', 'C:\\Games\\*.exe'],
    ['with a folder of wildcards', 'C:\\Users\\?\\chat.exe'],
    ['that leads up', 'C:\\Games\\..\\Windows\\notepad.exe'],
    ['that leads up on Linux', '/opt/../etc/chat.exe'],
    ['of a stream', 'C:\\Games\\notes.txt:hidden.exe'],
    ['of the port', 'C:\\Games\\COM1.exe'],
    ['of the console', 'C:\\CON\\chat.exe'],
    ['of the port with a small one', 'C:\\Games\\com¹.exe'],
    ['of the port with a space before the ending', 'C:\\Games\\COM1 .exe'],
    ['with a point that Windows drops', 'C:\\Games.\\chat.exe'],
    ['with two separators', 'C:\\Games\\\\chat.exe'],
    ['with slashes', 'C:/Games/chat.exe'],
    ['with a line end', 'C:\\Games\\chat\n.exe'],
    ['with a sign that turns', 'C:\\Games\\chat\u202eexe.exe'],
    ['with a sign that is not seen', 'C:\\Games\\ch\u200bat.exe'],
    ['of the kernel on Linux', '/proc/self/exe.exe'],
    ['of a device on Linux', '/dev/x.exe'],
    ['that mounts another machine by itself', '/net/files.example.net/chat.exe'],
    ['of another machine’s cell', '/afs/example.net/chat.exe'],
    ['of no program', 'C:\\Users\\Public\\passwords.txt'],
    ['of nothing', ''],
    ['that is too long', `C:\\${'a'.repeat(240)}.exe`],
  ])('is refused when it is one %s', (_, path) => {
    expect(programPathFault(path)).toMatch(/^It|^A name|^Of variables|^What lies/);
  });

  it('says why of any text, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (path) => {
        const fault = programPathFault(path);
        if (fault === null) expect(systemOfProgram(path)).not.toBeNull();
      }),
    );
  });

  it('is filled in with the machine’s own folders, and with no others', () => {
    const folders = { programfiles: 'D:\\Programme\\', systemroot: '' };
    expect(expandProgramPath('%ProgramFiles%\\Chat\\chat.exe', folders)).toBe(
      'D:\\Programme\\Chat\\chat.exe',
    );
    expect(expandProgramPath('C:\\Chat\\chat.exe', folders)).toBe('C:\\Chat\\chat.exe');
    expect(expandProgramPath('%SystemRoot%\\x.exe', folders)).toBeNull();
    expect(expandProgramPath('%ProgramData%\\x.exe', folders)).toBeNull();
  });

  it('has a name for people', () => {
    expect(programName('C:\\Chat\\chat.exe')).toBe('chat.exe');
    expect(programName('/opt/chat/chat.exe')).toBe('chat.exe');
  });
});
