import type { WindowsSettings } from '@teredo-fleet/teredo';
import { isOldRelease } from '@teredo-fleet/teredo';
import type { ProgramAnswer } from './program-answer';
import { change, say } from './program-answer';
import { releaseOf, type StandInState } from './stand-in-state';

type Service = NonNullable<WindowsSettings['service']>;

/** `sc` prints a Win32 error and ends with it; its words are translated, its numbers are not. */
function fail(state: StandInState, what: string, code: number, text: string): ProgramAnswer {
  return say(state, `[SC] ${what} FAILED ${code}:\r\n\r\n${text}\r\n\r\n`, code);
}

function printState(name: string, running: boolean): string {
  const state = running ? '4  RUNNING' : '1  STOPPED';
  return [
    '',
    `SERVICE_NAME: ${name}`,
    '        TYPE               : 20  WIN32_SHARE_PROCESS',
    `        STATE              : ${state}`,
    '        WIN32_EXIT_CODE    : 0  (0x0)',
    '',
  ].join('\r\n');
}

/** The service that runs Teredo, by the name that the machine's release gives it; null: not that one, or not there. */
function teredoService(state: StandInState, name: string): Service | null {
  const usual = isOldRelease(releaseOf(state)) ? '6to4' : 'iphlpsvc';
  const faulty = state.machine.fault === 'service-missing';
  return name.toLowerCase() === usual && !faulty ? state.settings.service : null;
}

function start(state: StandInState, service: Service): ProgramAnswer {
  if (service.running)
    return fail(state, 'StartService', 1056, 'An instance of the service is already running.');
  if (service.start === 'disabled')
    return fail(state, 'StartService', 1058, 'The service cannot be started, because it is disabled.');
  return change(state, { service: { ...service, running: true } }, printState('', true));
}

function stop(state: StandInState, service: Service): ProgramAnswer {
  if (!service.running) return fail(state, 'ControlService', 1062, 'The service has not been started.');
  return change(state, { service: { ...service, running: false } }, printState('', false));
}

function configure(state: StandInState, service: Service, args: string[]): ProgramAnswer {
  const [option, value] = args;
  const starts: Service['start'][] = ['auto', 'demand', 'disabled'];
  const wanted = starts.find((one) => one === value);
  if (option !== 'start=' || wanted === undefined) return say(state, 'DESCRIPTION:\r\n', 1639);
  return change(state, { service: { ...service, start: wanted } }, '[SC] ChangeServiceConfig SUCCESS\r\n');
}

const MISSING = 'The specified service does not exist as an installed service.';

/** `sc query|start|stop|config` of the machine. */
export function runSc(state: StandInState, args: string[]): ProgramAnswer {
  const [verb = '', name = '', ...rest] = args;
  if (verb === 'query' && name.toLowerCase() === 'tcpip6' && state.settings.ipv6Installed)
    return say(state, printState('tcpip6', true));
  const service = teredoService(state, name);
  if (service === null)
    return fail(
      state,
      verb === 'query' ? 'EnumQueryServicesStatus:OpenService' : 'OpenService',
      1060,
      MISSING,
    );
  if (verb === 'query') return say(state, printState(name, service.running));
  if (!state.machine.elevated) return fail(state, 'OpenService', 5, 'Access is denied.');
  if (verb === 'start') return start(state, service);
  if (verb === 'stop') return stop(state, service);
  return verb === 'config' ? configure(state, service, rest) : say(state, 'DESCRIPTION:\r\n', 1639);
}
