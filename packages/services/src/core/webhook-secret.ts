import type { RandomPort } from './ports';

const SECRET_BYTES = 32;

/** What a webhook's messages are signed with, as Standard Webhooks writes it. */
export const newWebhookSecret = (random: RandomPort): string =>
  `whsec_${Buffer.from(random.bytes(SECRET_BYTES)).toString('base64')}`;
