import { afterEach, expect, it, vi } from 'vitest';
import { hearOtherTabs, tellOtherTabs } from '../src/shell/other-tabs';

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

it('tells every other tab that somebody signed in or out, until it stops to listen', async () => {
  const first = vi.fn();
  const second = vi.fn();
  const endFirst = hearOtherTabs(first);
  ends = [endFirst, hearOtherTabs(second)];
  tellOtherTabs('signed-out');
  await vi.waitFor(() => expect(second).toHaveBeenCalledWith('signed-out'));
  await vi.waitFor(() => expect(first).toHaveBeenCalledWith('signed-out'));
  endFirst();
  tellOtherTabs('signed-in');
  await vi.waitFor(() => expect(second).toHaveBeenCalledWith('signed-in'));
  expect(first).toHaveBeenCalledTimes(1);
});
