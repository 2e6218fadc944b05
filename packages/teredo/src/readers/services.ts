import { consoleLines, windowsCommandOf, withoutLineNumbers } from '../text/console-lines';
import { findJsonValues, type JsonObject, jsonObjectsOf, propertyOf } from '../text/json-values';
import { readPropertyLists } from '../text/property-lists';
import { textAt } from '../text/text-at';
import type { ServiceAnswer, ServicesReading } from './service-reading';
import { serviceFactsOfError, startOfProperty, startOfSc, stateOfProperty, stateOfSc } from './service-words';

function answer(name: string | null): ServiceAnswer {
  return { name, state: 'unknown', start: 'unknown', errorCode: null };
}

function isTold({ state, start, errorCode }: ServiceAnswer): boolean {
  return state !== 'unknown' || start !== 'unknown' || errorCode !== null;
}

/** The service that was named to `sc`, `net`, `Get-Service` or PowerShell's like. */
function namedInCommand(command: string): string | null {
  const match =
    /^(?:sc(?:\.exe)?|net)\s{1,9}(?:\\\\\S{1,60}\s{1,9})?(?:query|queryex|qc|start|stop|config|pause|continue)\s{1,9}"?([^\s"]{1,80})/i.exec(
      command,
    ) ?? /^(?:get|start|stop|set|restart)-service\s{1,9}(?:-name\s{1,9})?"?([^\s"]{1,80})/i.exec(command);
  return match?.[1] ?? null;
}

/** Windows' numbers: `[SC] ... FAILED 1060:`, `... NET HELPMSG 2182.`, `System error 5 has occurred.` */
function errorCodeIn(line: string): number | null {
  const match =
    /^\s{0,9}\[SC\]\D{0,200}([0-9]{1,5})\s{0,3}:/.exec(line) ??
    /NET HELPMSG\s{1,9}([0-9]{1,5})/.exec(line) ??
    /^[^\d:]{3,60}\s([0-9]{1,5})\s[^\d:]{3,60}\.?$/.exec(line);
  return match === null ? null : parseInt(textAt(match, 1), 10);
}

interface Gathering {
  services: ServiceAnswer[];
  current: ServiceAnswer;
}

function begin(gathering: Gathering, name: string | null): void {
  if (isTold(gathering.current)) gathering.services.push(gathering.current);
  gathering.current = answer(name);
}

/** `SERVICE_NAME: iphlpsvc`: the one line of `sc` whose value is a name and whose label is not indented. */
function nameOfLine(line: string): string | null {
  const match = /^[^\s:][^:]{0,40}:\s{0,9}([A-Za-z0-9_.$-]{1,80})$/.exec(line);
  return match?.[1] ?? null;
}

function readValue(current: ServiceAnswer, line: string): void {
  const value = line.slice(line.indexOf(':') + 1).trim();
  const state = stateOfSc(value);
  const start = startOfSc(value);
  if (state !== null) current.state = state;
  if (start !== null) current.start = start;
}

function readError(current: ServiceAnswer, line: string): void {
  const code = errorCodeIn(line);
  if (code === null) return;
  current.errorCode = code;
  const facts = serviceFactsOfError(code);
  if (facts.state !== null) current.state = facts.state;
  if (facts.start !== null) current.start = facts.start;
}

function readLine(gathering: Gathering, line: string): void {
  const command = windowsCommandOf(line);
  if (command !== null) {
    begin(gathering, namedInCommand(command));
    return;
  }
  const name = nameOfLine(line);
  if (name !== null && isTold(gathering.current)) begin(gathering, name);
  else gathering.current.name ??= name;
  readValue(gathering.current, line);
  readError(gathering.current, line);
}

function servicesOfConsole(lines: string[]): ServiceAnswer[] {
  const gathering: Gathering = { services: [], current: answer(null) };
  for (const line of lines) readLine(gathering, line);
  begin(gathering, null);
  return gathering.services;
}

function answerOfObject(object: JsonObject): ServiceAnswer | null {
  const name = propertyOf(object, 'Name') ?? propertyOf(object, 'ServiceName');
  const status = propertyOf(object, 'Status') ?? propertyOf(object, 'State');
  if (typeof name !== 'string' || status === undefined) return null;
  const start = propertyOf(object, 'StartType') ?? propertyOf(object, 'StartMode');
  return {
    name,
    state: stateOfProperty(String(status)) ?? 'unknown',
    start: startOfProperty(String(start)) ?? 'unknown',
    errorCode: null,
  };
}

function servicesOfObjects(objects: JsonObject[]): ServiceAnswer[] {
  const services: ServiceAnswer[] = [];
  for (const object of objects) {
    const service = answerOfObject(object);
    if (service !== null) services.push(service);
  }
  return services;
}

/** Rows of Get-Service: `Running  iphlpsvc  IP Helper`. Its words for states are not translated. */
function servicesOfTable(lines: string[]): ServiceAnswer[] {
  const services: ServiceAnswer[] = [];
  for (const line of lines) {
    const match = /^\s{0,9}([A-Z][A-Za-z]{5,14})\s{1,40}([A-Za-z0-9_.$-]{1,80})(?:\s|$)/.exec(line);
    const state = stateOfProperty(textAt(match, 1));
    if (state !== null) services.push({ ...answer(textAt(match, 2)), state });
  }
  return services;
}

/**
 * Reads what `sc query`, `sc qc`, `net start` and `net stop`, Get-Service or WMI said of services: by the numbers and
 * the words that Windows doesn't translate. Success in words alone (`net start`) proves nothing. Never throws.
 */
export function readServices(text: string): ServicesReading {
  const lines = withoutLineNumbers(consoleLines(text));
  let services = servicesOfObjects(jsonObjectsOf(findJsonValues(text)));
  if (services.length === 0) services = servicesOfObjects(readPropertyLists(text));
  if (services.length === 0) services = servicesOfConsole(lines);
  if (services.length === 0) services = servicesOfTable(lines);
  return { readable: services.length > 0, services };
}
