import type { VerbName } from '@teredo-fleet/services';

/** Where a verb stands in the HTTP API. */
export interface HttpRoute {
  verb: VerbName;
  /** `GET` for what changes nothing and fits an address; everything else is `POST`. */
  method: 'GET' | 'POST';
  /** Below `/api/v1`. A field of the verb's input in braces is read from the path: `/machines/{id}`. */
  path: string;
  /** One line, as the document and its readers show it. */
  summary: string;
  /**
   * `file`: the answer is the file that the verb names, not JSON; `stream`: one of any size; `bundle`: an evidence bundle, which
   * the server has as a file.
   */
  answer: 'json' | 'file' | 'stream' | 'bundle';
}

export function get(verb: VerbName, path: string, summary: string): HttpRoute {
  return { verb, method: 'GET', path, summary, answer: 'json' };
}

export function post(verb: VerbName, path: string, summary: string): HttpRoute {
  return { verb, method: 'POST', path, summary, answer: 'json' };
}

export function download(verb: VerbName, path: string, summary: string): HttpRoute {
  return { verb, method: 'GET', path, summary, answer: 'file' };
}

export function stream(verb: VerbName, path: string, summary: string): HttpRoute {
  return { verb, method: 'GET', path, summary, answer: 'stream' };
}

export function bundle(verb: VerbName, path: string, summary: string): HttpRoute {
  return { verb, method: 'GET', path, summary, answer: 'bundle' };
}

/** Names of the fields that stand in a path. */
export function pathFieldsOf({ path }: HttpRoute): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
}
