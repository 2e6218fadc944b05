import { applicationName } from './application-name';

/** An application that asked, and when by the machine's clock. */
export interface ApplicationRequest {
  application: string;
  at: number;
}

const MOST = 8;
const LONGEST = 8_000;
/** What is older is not passed on any more. */
const GOOD_FOR_MS = 3_600_000;
const ENTRY = /^([0-9]{1,15}) ([A-Za-z0-9_.!~*'()%-]{1,600})$/;

/** As text without quotation marks, blanks at its ends, or anything but ASCII; the newest eight. */
export function encodeRequests(requests: ApplicationRequest[]): string {
  const entries: string[] = [];
  for (let index = Math.max(0, requests.length - MOST); index < requests.length; index += 1) {
    const { application, at } = requests[index] as ApplicationRequest;
    entries.push(`${at} ${encodeURIComponent(application)}`);
  }
  return entries.join(';');
}

function decodeEntry(entry: string): ApplicationRequest | null {
  const found = ENTRY.exec(entry);
  if (found === null) return null;
  try {
    const application = applicationName(decodeURIComponent(found[2] as string));
    return application === null ? null : { application: application, at: Number(found[1]) };
  } catch (_error) {
    return null;
  }
}

/** What stands in such a text, of the last hour; anybody may have written it, so whatever else is in it is passed over. */
export function decodeRequests(text: string, now: number): ApplicationRequest[] {
  if (text.length > LONGEST) return [];
  const entries = text.split(';');
  const requests: ApplicationRequest[] = [];
  for (let index = 0; index < entries.length && requests.length < MOST; index += 1) {
    const request = decodeEntry(entries[index] as string);
    if (request !== null && request.at <= now && request.at > now - GOOD_FOR_MS) requests.push(request);
  }
  return requests;
}

/** The list with one more request in it, in place of an earlier one of the same application. */
export function withRequest(
  requests: ApplicationRequest[],
  request: ApplicationRequest,
): ApplicationRequest[] {
  const others: ApplicationRequest[] = [];
  for (let index = 0; index < requests.length; index += 1) {
    const one = requests[index] as ApplicationRequest;
    if (one.application !== request.application) others.push(one);
  }
  return others.concat([request]);
}
