interface Caution {
  title: string;
  text: string;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * What keeps a browser from fetching `fileUrl` from the page at `pageUrl`, and what helps; null where nothing does. Browsers
 * hold back what comes over http (Chromium's blog, "Protecting users from insecure downloads"), but not from loopback.
 */
export function downloadCaution(pageUrl: string, fileUrl: string): Caution | null {
  const [page, file] = [new URL(pageUrl), new URL(fileUrl)];
  const isOverHttp = file.protocol === 'http:' && !LOOPBACK.test(file.hostname);
  const isPageSafe = page.protocol === 'https:' || LOOPBACK.test(page.hostname);
  if (isOverHttp && isPageSafe)
    return {
      title: 'Your browser may hold these downloads back',
      text: 'Nobody can change this page on its way, but the address for agents is http. If the browser asks, keep the file, then compare its SHA-256 with the one below: it makes http as good.',
    };
  if (isOverHttp)
    return {
      title: 'Nothing protects these downloads on their way',
      text: 'This page and the files come over http: somebody between could change both, and the browser may warn. Compare the SHA-256 with that of the file on the server itself.',
    };
  if (file.protocol === 'https:' && (page.protocol === 'http:' || page.hostname !== file.hostname))
    return {
      title: 'Your browser must trust another certificate',
      text: `The files come over https from ${file.host}, the address for agents. Where the browser does not trust its certificate, it shows a warning page and no file.`,
    };
  return null;
}
