import { createPool } from '@teredo-fleet/db';
import { createSigningKey, jobKeyFile, readSigningKey } from '../signing-key';
import { StartError } from '../supervisor/start-error';

export interface KeyOptions {
  dataDir: string;
  /** Whether the signer runs here, and with it the only copy of the keys. */
  signsHere: boolean;
  /** Of the signer's role: nobody else may say which keys they are. */
  signerUrl: string;
}

const readSetting = `select value ->> 'publicKey' as "publicKey" from setting where key = 'job-key'`;
const writeSetting = `insert into setting (key, value) values ('job-key', jsonb_build_object('publicKey', $1::text))
  on conflict (key) do nothing`;

const readChannel = `select value ->> 'publicKey' as "publicKey" from setting where key = 'channel-key'`;
const writeChannel = `insert into setting (key, value) values ('channel-key', jsonb_build_object('publicKey', $1::text))
  on conflict (key) do nothing`;

/**
 * Makes sure that the channel key is the one that enrolled machines pinned. It comes from the master secret.
 *
 * @throws StartError when the master secret was lost or is another installation's.
 */
export async function checkChannelKey(webUrl: string, publicKey: string): Promise<void> {
  const pool = createPool(webUrl, { max: 1, name: 'teredo-fleet supervisor' });
  try {
    await pool.query(writeChannel, [publicKey]);
    const { rows } = await pool.query<{ publicKey: string }>(readChannel);
    if (rows[0]?.publicKey === publicKey) return;
    throw new StartError(
      `The master secret is not the one that this database was set up with, and enrolled machines would not speak to this server: restore the file 'secret' of the data folder, or set TEREDO_FLEET_SECRET. To begin anew and enrol every machine again, delete the row 'channel-key' of the table setting.`,
    );
  } finally {
    await pool.end();
  }
}

/**
 * Public half of the job key, base64. Where the signer runs, the key is made at the first start.
 *
 * @throws StartError when the key that agents pinned is another one, or was made on no server yet.
 */
export async function ensureJobKey({ dataDir, signsHere, signerUrl }: KeyOptions): Promise<string> {
  const pool = createPool(signerUrl, { max: 1, name: 'teredo-fleet supervisor' });
  try {
    const { rows } = await pool.query<{ publicKey: string }>(readSetting);
    const pinned = rows[0]?.publicKey ?? null;
    if (!signsHere) {
      if (pinned !== null) return pinned;
      throw new StartError(
        'No signer has run on this database yet: start the server with the role signer first.',
      );
    }
    const file = jobKeyFile(dataDir);
    const found = await readSigningKey(file);
    if (found === null && pinned !== null) {
      throw new StartError(
        `The job key ${file} is missing, and enrolled machines trust only that key: restore it from a backup. To begin anew and enrol every machine again, delete the row 'job-key' of the table setting.`,
      );
    }
    const own = (found ?? (await createSigningKey(file))).publicKey.toString('base64');
    if (pinned !== null && pinned !== own) {
      throw new StartError(
        `The job key ${file} is not the one that enrolled machines trust: restore that file from a backup, or name the data folder that belongs to this database.`,
      );
    }
    await pool.query(writeSetting, [own]);
    return own;
  } finally {
    await pool.end();
  }
}
