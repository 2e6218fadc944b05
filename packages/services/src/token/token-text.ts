/**
 * What an agent is given to enrol: `tf1.<token id>.<secret>.<channel key>.<job key>`, the last three base64url. The two
 * public keys let the agent refuse any other server and any job of another signer.
 */
export function tokenText(parts: {
  id: string;
  secret: string;
  channelKey: Uint8Array;
  jobKey: Uint8Array;
}): string {
  const text = (key: Uint8Array) => Buffer.from(key).toString('base64url');
  return ['tf1', parts.id, parts.secret, text(parts.channelKey), text(parts.jobKey)].join('.');
}
