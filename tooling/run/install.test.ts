import { describe, expect, it } from 'vitest';
// @ts-expect-error: the verbs are plain JavaScript, so that they run before anything is installed.
import { remedyOf } from './install.mjs';

describe('when npm fails', () => {
  it.each([
    ['npm error code ENOSPC\nnpm error syscall write', 'The disk is full'],
    ['npm error code EACCES\nnpm error path /opt/fleet/node_modules', 'run it as the user who owns'],
    [
      'npm error code EINTEGRITY\nnpm error sha512-… integrity checksum failed',
      'not the one that package-lock.json',
    ],
    ['npm error code ENOTFOUND\nnpm error network request failed', 'The npm registry must be reachable'],
    ['npm error code E404\nnpm error 404 Not Found', 'The npm registry must be reachable'],
    ['npm error code EAI_AGAIN', 'The npm registry must be reachable'],
  ])('the remedy fits %j', (output, remedy) => {
    expect(remedyOf(output)).toContain(remedy);
  });

  it('no remedy is made up for what is not known', () => {
    expect(remedyOf('npm error Cannot read properties of null')).toBe(null);
  });
});
