import { describe, expect, it } from 'vitest';
import { ChangeFeed } from '../src/web/change-feed';

describe('the feed of changes', () => {
  it('gives one person live news on thirty pages at once and no more', async () => {
    const feed = new ChangeFeed();
    const pages = Array.from({ length: 31 }, () => new AbortController());
    const reader = { personId: 'eve', lastEventId: null };
    const readers = pages.map(({ signal }) => feed.subscribe(reader, signal));
    const answers = await Promise.allSettled(
      readers.map((page) => Promise.race([page.next(), new Promise((resolve) => setTimeout(resolve, 50))])),
    );
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    const other = feed.subscribe({ personId: 'ada', lastEventId: null }, pages[0]!.signal);
    const first = other.next();
    feed.publish({ kind: 'settings', id: null });
    expect(await first).toMatchObject({ done: false });
    for (const page of pages) page.abort();
    await Promise.all(readers.map((page) => page.return(undefined)));
    const again = feed.subscribe(reader, new AbortController().signal);
    const next = again.next();
    feed.publish({ kind: 'audit', id: null });
    expect(await next).toMatchObject({ done: false });
    await again.return(undefined);
    await other.return(undefined);
  });
});
