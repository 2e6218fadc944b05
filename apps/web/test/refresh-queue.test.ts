import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RefreshQueue } from '../src/shell/refresh-queue';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('what has become stale', () => {
  it('is asked for once for all news of a moment', async () => {
    const ask = vi.fn(async () => undefined);
    const queue = new RefreshQueue(ask);
    queue.add(['machines']);
    queue.add(['rollouts', 'machines']);
    await pass(399);
    expect(ask).not.toHaveBeenCalled();
    await pass(1);
    expect(ask.mock.calls).toEqual([[['machines', 'rollouts']]]);
    await pass(5_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is asked for again after the answer, and not before, when news came meanwhile', async () => {
    const ask = vi.fn(() => new Promise<void>((resolve) => void setTimeout(resolve, 3_000)));
    const queue = new RefreshQueue(ask);
    queue.add(['rollouts']);
    await pass(500);
    for (let n = 0; n < 5; n += 1) {
      queue.add(['rollouts']);
      await pass(400);
    }
    expect(ask).toHaveBeenCalledTimes(1);
    await pass(1_500);
    expect(ask).toHaveBeenCalledTimes(2);
    await pass(20_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is not held up for ever by an answer that never comes, nor by one that fails', async () => {
    const ask = vi.fn((): Promise<void> => new Promise(() => undefined));
    const queue = new RefreshQueue(ask);
    queue.add(['rollouts']);
    await pass(400);
    queue.add(['machines']);
    await pass(10_400);
    expect(ask).toHaveBeenLastCalledWith(['machines']);
    ask.mockRejectedValueOnce(new Error('away'));
    const failing = new RefreshQueue(ask);
    failing.add(['a']);
    await pass(400);
    failing.add(['b']);
    await pass(400);
    expect(ask).toHaveBeenLastCalledWith(['b']);
  });

  it('is not asked for by a page that was left', async () => {
    const ask = vi.fn(async () => undefined);
    const queue = new RefreshQueue(ask);
    queue.add(['rollouts']);
    queue.close();
    await pass(1_000);
    expect(ask).not.toHaveBeenCalled();
  });

  it('reaches the page although news come faster than answers', async () => {
    const client = new QueryClient();
    let state = 'awaiting approval';
    const queryFn = async () => {
      const answer = state;
      await new Promise((resolve) => void setTimeout(resolve, 1_000));
      return answer;
    };
    const observer = new QueryObserver(client, { queryKey: [['rollouts', 'get']], queryFn });
    let shown: string | undefined;
    const stop = observer.subscribe(({ data }) => {
      shown = data;
    });
    await pass(1_000);
    const queue = new RefreshQueue(() => client.invalidateQueries({ queryKey: [['rollouts']] }));
    state = 'running';
    for (let n = 0; n < 20; n += 1) {
      queue.add(['rollouts']);
      await pass(450);
    }
    expect(shown).toBe('running');
    stop();
    queue.close();
  });
});
