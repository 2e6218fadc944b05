import { createObject, messageOf } from './host';

interface WinHttpRequest {
  Open(method: string, url: string, async: boolean): void;
  SetTimeouts(resolve: number, connect: number, send: number, receive: number): void;
  SetRequestHeader(name: string, value: string): void;
  Send(body: string): void;
  readonly Status: number;
  readonly ResponseText: string;
}

export type HttpAnswer = { ok: true; status: number; text: string } | { ok: false; cause: string };

export interface HttpPost {
  url: string;
  contentType: string;
  /** ASCII. */
  body: string;
  timeoutMs: number;
}

const MOST_CHARACTERS = 400_000;

/** One POST through Windows' own HTTP. Never throws: what stands in the way is the answer's cause. */
export function postText({ url, contentType, body, timeoutMs }: HttpPost): HttpAnswer {
  try {
    const request = createObject<WinHttpRequest>('WinHttp.WinHttpRequest.5.1');
    request.SetTimeouts(10_000, 10_000, 15_000, timeoutMs);
    request.Open('POST', url, false);
    request.SetRequestHeader('Content-Type', contentType);
    request.SetRequestHeader('Accept', contentType);
    request.Send(body);
    const text = request.ResponseText;
    if (text.length > MOST_CHARACTERS) return { ok: false, cause: 'the answer is too large' };
    return { ok: true, status: request.Status, text };
  } catch (error) {
    return { ok: false, cause: messageOf(error).replace(/[\s.]+$/, '') };
  }
}
