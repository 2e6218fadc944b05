import { renameSync, rmSync } from 'node:fs';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { ReleaseFile } from '@teredo-fleet/protocol';
import type { DoorAddress } from '../session/link';
import { crowdedError, fetchErrorOf } from './fetch-program-error';
import { ProgramIntake, partPath, removeOtherParts } from './program-intake';

/** A server that sends nothing for this long has stopped. */
const SILENCE_MS = 30_000;
/** Of one download: a server that sends byte by byte sends none. */
const LONGEST_MS = 60 * 60_000;

/** Makes ready for what an answer brings. Throws when it brings nothing of the program. */
function receive({ statusCode, headers }: IncomingMessage, file: ReleaseFile, intake: ProgramIntake): void {
  if (statusCode === 200) return intake.size === 0 ? undefined : intake.beginAnew();
  const asked = `bytes ${intake.size}-${file.size - 1}/${file.size}`;
  if (statusCode === 206 && headers['content-range'] === asked) return;
  if (statusCode === 429) throw crowdedError(headers['retry-after']);
  if (statusCode === 206 || statusCode === 416) intake.beginAnew();
  throw new Error(`the server answered HTTP ${statusCode}`);
}

function download(address: DoorAddress, file: ReleaseFile, intake: ProgramIntake): Promise<void> {
  const url = new URL(`/agents/releases/${file.sha256}`, address.server);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = intake.size === 0 ? {} : { range: `bytes=${intake.size}-` };
  return new Promise((resolve, reject) => {
    const ca = address.ca === null ? {} : { ca: address.ca };
    const outgoing = send(url, { ...ca, headers, timeout: SILENCE_MS });
    const late = setTimeout(() => outgoing.destroy(new Error('it took too long')), LONGEST_MS);
    const giveUp = (error: unknown) => {
      reject(error);
      outgoing.destroy();
    };
    outgoing.on('close', () => clearTimeout(late));
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      response.on('error', reject);
      try {
        receive(response, file, intake);
      } catch (error) {
        return giveUp(error);
      }
      response.on('data', (chunk: Buffer) => {
        try {
          intake.take(chunk);
        } catch (error) {
          giveUp(error);
        }
      });
      response.on('close', resolve);
    });
    outgoing.end();
  });
}

/**
 * Fetches a signed program to `path`, durable when it resolves. Rejects with FetchProgramError; then nothing is at `path`,
 * and what came of it is gone on with the next time where that may help.
 */
export async function fetchProgram(address: DoorAddress, file: ReleaseFile, path: string): Promise<void> {
  const part = partPath(path, file);
  let intake: ProgramIntake | null = null;
  try {
    rmSync(path, { force: true });
    removeOtherParts(path, file);
    intake = await ProgramIntake.open(part, file);
    if (intake.size < file.size) await download(address, file, intake);
    intake.finish();
    intake.close();
    intake = null;
    renameSync(part, path);
  } catch (error) {
    intake?.close();
    const { passing } = fetchErrorOf(error);
    if (!passing) rmSync(part, { force: true });
    throw fetchErrorOf(error);
  }
}
