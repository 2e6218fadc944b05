import { afterAll, describe, expect, it, vi } from 'vitest';
import { LONGEST_ANSWER_MS, MOST_CHARACTERS, postText } from '../src/host/http';

/** Windows' HTTP with an answer that is whole after so many looks, each a second. */
let looksLeft = 0;
const REQUEST = {
  Open() {},
  SetTimeouts() {},
  SetRequestHeader() {},
  Send() {},
  Abort() {},
  Status: 200,
  GetResponseHeader: () => '350000',
  ResponseText: 'whole',
  WaitForResponse() {
    looksLeft -= 1;
    return looksLeft < 0;
  },
};
vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return REQUEST;
    }
  },
);
afterAll(() => vi.unstubAllGlobals());

function postWith(seconds: number) {
  looksLeft = seconds;
  return postText({ url: 'http://server.example/', contentType: 'text/plain', body: '', timeoutMs: 8_000 });
}

describe('an answer', () => {
  it('is waited for as long as the largest frame takes on a telephone line', () => {
    const seconds = (MOST_CHARACTERS * 8) / 56_000;
    expect(postWith(Math.ceil(seconds))).toEqual({ ok: true, status: 200, text: 'whole' });
  });

  it('is given up in the end', () => {
    expect(postWith(8 + LONGEST_ANSWER_MS / 1000 + 1)).toMatchObject({ ok: false });
  });
});
