import { get, type IncomingMessage } from 'node:http';

function answerOf(url: string, cookie: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie } }, resolve).once('error', reject);
  });
}

/** Takes a file as somebody who is signed in would, to its end, without keeping it; gives its bytes. */
export async function takeFile(url: string, cookie: string): Promise<number> {
  const answer = await answerOf(url, cookie);
  let bytes = 0;
  for await (const chunk of answer) bytes += (chunk as Buffer).length;
  if (answer.statusCode !== 200 || !answer.complete)
    throw new Error(`the server answered ${answer.statusCode}, and ${bytes} bytes came`);
  return bytes;
}
