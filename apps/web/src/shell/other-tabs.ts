const CHANNEL = 'teredo-fleet:viewer';

/** What the tabs of one browser tell each other, since they share one session. */
export type ViewerNews = 'signed-in' | 'signed-out';

export function tellOtherTabs(news: ViewerNews): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** Calls back with what another tab did; ends with the function it returns. */
export function hearOtherTabs(heard: (news: ViewerNews) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<ViewerNews>) => heard(data);
  return () => channel.close();
}
