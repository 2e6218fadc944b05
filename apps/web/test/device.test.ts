import { expect, it } from 'vitest';
import { deviceWords } from '../src/app/(console)/settings/account/device';

const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

it.each([
  [AGENT, 'Chrome on Windows'],
  [`${AGENT} Edg/140.0`, 'Edge on Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  ['curl/8.5.0', 'curl/8.5.0'],
  [null, 'A program that did not say what it is'],
])('says what a session was opened with: %s', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});
