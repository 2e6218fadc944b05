import { quotedArgument } from './quoted-argument';

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/**
 * A task that starts a program with Windows, as SYSTEM, starts it again within five minutes after it ended, however it did,
 * and never ends it (Microsoft, "Task Scheduler Schema"). That it is tried every five minutes does so: a restart on failure
 * is for a program that could not be started, and never for one that ended, and Windows takes no count of it above 255
 * (Microsoft, [MS-TSCH] 2.5.4.2). While the program runs Windows starts no second one. By file, since schtasks takes no
 * command line of more than 261 characters.
 */
export function bootTaskXml(program: string, args: string[]): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>Teredo Fleet agent</Description></RegistrationInfo>
  <Triggers>
    <BootTrigger><Enabled>true</Enabled></BootTrigger>
    <TimeTrigger>
      <Repetition><Interval>PT5M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>
      <StartBoundary>2000-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author"><UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${escaped(quotedArgument(program))}</Command>
      <Arguments>${escaped(args.map(quotedArgument).join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`.replace(/\n/g, '\r\n');
}
