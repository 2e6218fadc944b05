import type { WindowsCommand } from '@teredo-fleet/teredo';

/**
 * Terminal services of Windows (wtsapi32), which .NET has no part for: who is logged on where, and a message box in
 * somebody's session, shown by the agent and answered by the person. No program has to run in the session. The language is
 * the one in which Windows speaks to the person: their own choice, else the machine's, else that of their formats. Whose
 * part of the registry it is in, the token of the session says, which Windows gives to SYSTEM alone: what stands in the
 * registry anybody may write of themselves, and to look an account up may wait for a domain that is out of reach.
 * In front of a box is somebody whose session is connected (WTS_CONNECTSTATE_CLASS) and not locked when the box comes up
 * (`WTSINFOEX`, level 1: `SessionState`, `SessionFlags`); a session is active behind a locked screen, too. `LogonTime` of the
 * same tells since when it is that person's: Windows gives the number of a session to another one later.
 * Whether somebody presents: what Presentation Settings left in the person's part of the registry (`Activity`, a number). Home
 * editions have none, and an application that fills the screen leaves nothing that another session could read
 * (`SHQueryUserNotificationState` tells of the caller's own session alone), so that nothing there means not known.
 */
const CALLS = `
using System;
using Microsoft.Win32;
using System.Runtime.InteropServices;
using System.Security.Principal;
public static class Wts {
  [StructLayout(LayoutKind.Sequential)]
  public struct Info { public int Id; public IntPtr Station; public int State; }
  [DllImport("wtsapi32.dll", SetLastError = true)]
  public static extern bool WTSEnumerateSessionsW(IntPtr server, int reserved, int version, out IntPtr list, out int count);
  [DllImport("wtsapi32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
  public static extern bool WTSQuerySessionInformationW(IntPtr server, int id, int what, out IntPtr text, out int bytes);
  [DllImport("wtsapi32.dll")]
  public static extern void WTSFreeMemory(IntPtr memory);
  [DllImport("wtsapi32.dll", SetLastError = true)]
  public static extern bool WTSQueryUserToken(int id, out IntPtr token);
  [DllImport("kernel32.dll", SetLastError = true)]
  public static extern bool CloseHandle(IntPtr handle);
  [DllImport("wtsapi32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
  public static extern bool WTSSendMessageW(IntPtr server, int id, string title, int titleBytes, string text, int textBytes, int style, int seconds, out int answer, bool wait);
  static string Ask(int id, int what) {
    IntPtr text; int bytes;
    if (!WTSQuerySessionInformationW(IntPtr.Zero, id, what, out text, out bytes)) return "";
    string said = Marshal.PtrToStringUni(text);
    WTSFreeMemory(text);
    return said;
  }
  static string First(string path, string name) {
    using (RegistryKey key = Registry.Users.OpenSubKey(path)) {
      object value = key == null ? null : key.GetValue(name);
      string[] many = value as string[];
      return (many == null ? value as string : many.Length == 0 ? null : many[0]) ?? "";
    }
  }
  static string Sid(int id) {
    IntPtr token;
    if (!WTSQueryUserToken(id, out token)) return "";
    try {
      using (WindowsIdentity person = new WindowsIdentity(token)) { return person.User.Value; }
    } finally { CloseHandle(token); }
  }
  static string Whose(int id) {
    try {
      string sid = Sid(id);
      return sid == "" ? "-" : sid;
    } catch (Exception) { return "-"; }
  }
  static string Language(int id) {
    try {
      string sid = Sid(id);
      if (sid == "") return "";
      string desktop = sid + "\\\\Control Panel\\\\Desktop";
      string own = First(desktop, "PreferredUILanguages");
      if (own != "") return own;
      string usual = First(desktop + "\\\\MuiCached", "MachinePreferredUILanguages");
      return usual != "" ? usual : First(sid + "\\\\Control Panel\\\\International", "LocaleName");
    } catch (Exception) { return ""; }
  }
  static bool InFront(int id) {
    IntPtr info; int bytes;
    if (!WTSQuerySessionInformationW(IntPtr.Zero, id, 25, out info, out bytes)) return false;
    bool active = bytes > 20 && Marshal.ReadInt32(info) == 1 && Marshal.ReadInt32(info, 12) == 0;
    bool unlocked = active && Marshal.ReadInt32(info, 16) == 1;
    WTSFreeMemory(info);
    return unlocked;
  }
  static long Since(int id) {
    IntPtr info; int bytes;
    if (!WTSQuerySessionInformationW(IntPtr.Zero, id, 25, out info, out bytes)) return 0;
    long since = bytes >= 176 && Marshal.ReadInt32(info) == 1 ? Marshal.ReadInt64(info, 168) : 0;
    WTSFreeMemory(info);
    return since < 0 ? 0 : since;
  }
  public static void Presenting(int id) {
    string said = "unknown";
    try {
      string sid = Sid(id);
      using (RegistryKey key = sid == "" ? null : Registry.Users.OpenSubKey(sid + "\\\\Software\\\\Microsoft\\\\MobilePC\\\\AdaptableSettings\\\\Activity")) {
        object value = key == null ? null : key.GetValue("Activity");
        if (value is int) said = (int)value == 0 ? "no" : "yes";
      }
    } catch (Exception) { said = "unknown"; }
    Console.WriteLine("presenting " + said);
  }
  static string Coded(string text) {
    return Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
  }
  public static void List() {
    IntPtr list; int count;
    if (!WTSEnumerateSessionsW(IntPtr.Zero, 0, 1, out list, out count)) Environment.Exit(3);
    int size = Marshal.SizeOf(typeof(Info));
    for (int n = 0; n < count; n++) {
      Info one = (Info)Marshal.PtrToStructure(new IntPtr(list.ToInt64() + n * size), typeof(Info));
      string user = Ask(one.Id, 5);
      if (user == "") continue;
      string name = Ask(one.Id, 7) + "\\\\" + user;
      Console.WriteLine(one.Id + " " + one.State + " " + Coded(name) + " " + Coded(Language(one.Id)) + " " + Since(one.Id) + " " + Whose(one.Id));
    }
    WTSFreeMemory(list);
    Console.WriteLine("end");
  }
  static string Plain(string coded) {
    return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(coded));
  }
  public static void Show(int id, int style, int seconds, string path) {
    string[] lines = System.IO.File.ReadAllLines(Plain(path));
    string t = Plain(lines[0]);
    string b = Plain(lines[1]);
    int answer;
    bool inFront = InFront(id);
    if (!WTSSendMessageW(IntPtr.Zero, id, t, t.Length * 2, b, b.Length * 2, style, seconds, out answer, true)) Environment.Exit(3);
    Console.WriteLine("answer " + answer + (inFront ? " in front" : ""));
  }
}`;

const calls64 = Buffer.from(CALLS, 'utf8').toString('base64');

/** Letters, digits and signs that PowerShell gives no meaning in quotation marks: nothing else gets into its text. */
const base64Of = (text: string) => Buffer.from(text, 'utf8').toString('base64');

function command(call: string, timeoutMs: number): WindowsCommand {
  const load = `Add-Type ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${calls64}')))`;
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', `${load}; ${call}`];
  return { program: 'powershell', args, timeoutMs };
}

/** The compiler that PowerShell starts for the calls is slow the first time. */
const COMPILE_MS = 60_000;

export const listSessionsCommand = (): WindowsCommand => command('[Wts]::List()', COMPILE_MS);

export const presentingCommand = (sessionId: number): WindowsCommand =>
  command(`[Wts]::Presenting(${Math.trunc(sessionId)})`, COMPILE_MS);

/** What is shown, and where. */
export interface MessageBox {
  sessionId: number;
  /** Of MessageBox: which buttons, and where on the screen. */
  style: number;
  seconds: number;
  /** Of a file with its text, see `messageFileText`. */
  path: string;
}

/**
 * A box's text as the calls read it from a file. Windows keeps what PowerShell is told to run in a log that everybody at the
 * machine can read, and by the link in the text whoever reads it may answer.
 */
export const messageFileText = (title: string, body: string): string =>
  `${base64Of(title)}\r\n${base64Of(body)}\r\n`;

export function showMessageCommand({ sessionId, style, seconds, path }: MessageBox): WindowsCommand {
  const numbers = [sessionId, style, seconds].map((number) => Math.trunc(number)).join(', ');
  const call = `[Wts]::Show(${numbers}, '${base64Of(path)}')`;
  return command(call, COMPILE_MS + seconds * 1000);
}
