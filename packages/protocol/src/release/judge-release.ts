import { isNewerVersion, readAgentVersion } from './agent-version';
import type { Release, ReleaseFile, ReleaseSystem } from './signed-release';

/** What an agent knows of itself when a release is offered to it. */
export interface OwnRelease {
  system: ReleaseSystem;
  /** That runs now. */
  version: string;
  /** The greatest that ever ran here, as far as the machine remembers. */
  highest: string;
  /** That were tried here and did not work. */
  failed: readonly { version: string; text: string }[];
  /** Milliseconds since the Unix epoch, by the server's clock. */
  nowMs: number;
}

export type ReleaseRefusal = 'not-newer' | 'failed-before' | 'expired' | 'other-system' | 'unknown-version';

export type JudgedRelease =
  | { ok: true; file: ReleaseFile }
  | { ok: false; code: ReleaseRefusal; text: string };

function refuse(code: ReleaseRefusal, text: string): JudgedRelease {
  return { ok: false, code, text };
}

/** Whether a release whose signature was found good may be installed here. The version only ever rises. */
export function judgeRelease(release: Release, own: OwnRelease): JudgedRelease {
  const { version } = release;
  if (readAgentVersion(own.version) === null || readAgentVersion(own.highest) === null)
    return refuse(
      'unknown-version',
      `This agent is of version ${own.version}, which has no place in the order.`,
    );
  const failure = own.failed.find((one) => one.version === version);
  if (failure !== undefined) return refuse('failed-before', failure.text);
  if (!isNewerVersion(version, own.version))
    return refuse('not-newer', `Version ${version} is not newer than ${own.version}, which runs here.`);
  if (!isNewerVersion(version, own.highest))
    return refuse('not-newer', `Version ${version} is not newer than ${own.highest}, which ran here before.`);
  if (own.nowMs >= release.expiresAt)
    return refuse('expired', `The signature of version ${version} has expired. Sign the release anew.`);
  const file = release.files.find(({ system }) => system === own.system);
  if (file === undefined)
    return refuse('other-system', `Version ${version} was released without a program for ${own.system}.`);
  return { ok: true, file };
}
