import * as z from 'zod';

export const mailAddress = z.email('must be an e-mail address').max(254);
/** An address that takes messages by POST. */
export const webhookUrl = z
  .url({ protocol: /^https?$/, error: 'must be a web address such as https://archive.example.com/reports' })
  .max(500)
  .refine((value) => {
    if (!URL.canParse(value)) return false;
    const { username, password } = new URL(value);
    return username === '' && password === '';
  }, 'must have no user name and no password in it');
