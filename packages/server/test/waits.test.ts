import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Waits } from '../src/gateway/waits';

describe('the waits of held answers', () => {
  const responses: ServerResponse[] = [];
  const server = createServer((_, response) => responses.push(response));
  beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  async function held(): Promise<{ response: ServerResponse; leave(): void }> {
    const before = responses.length;
    const asking = get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    asking.on('error', () => undefined);
    await expect.poll(() => responses.length).toBe(before + 1);
    return { response: responses[before]!, leave: () => asking.destroy() };
  }

  it('end when their asker goes, and leave nothing behind', async () => {
    const waits = new Waits();
    const { response, leave } = await held();
    const signal = waits.of(response);
    expect([signal.aborted, waits.size]).toEqual([false, 1]);
    leave();
    await once(signal, 'abort');
    expect(waits.size).toBe(0);
  });

  it('leave nothing behind when the answer was given', async () => {
    const waits = new Waits();
    const { response } = await held();
    waits.of(response);
    response.end();
    await expect.poll(() => waits.size).toBe(0);
  });

  it('do not begin for somebody who has gone already', async () => {
    const waits = new Waits();
    const { response, leave } = await held();
    leave();
    await expect.poll(() => response.closed).toBe(true);
    expect([waits.of(response).aborted, waits.size]).toEqual([true, 0]);
  });

  it('all end with the door, and later ones at once', async () => {
    const waits = new Waits();
    const [first, second] = [await held(), await held()];
    const signal = waits.of(first.response);
    waits.end();
    expect([signal.aborted, waits.of(second.response).aborted, waits.size]).toEqual([true, true, 0]);
  });
});
