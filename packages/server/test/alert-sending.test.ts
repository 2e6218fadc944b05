import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { AlertSending } from '../src/engine/alerts/alert-sending';
import { silent, useAlertBench } from './support/alert-bench';
import { type Answer, startMailbox, startReceiver } from './support/receivers';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const { engine, sql, rowsOf, decide, alerts, paused, resume } = useAlertBench();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const destination = async (
  kind: 'mail' | 'webhook',
  target: string,
  rest: { kinds?: string[]; scopeIds?: string[] } = {},
) =>
  (
    await sql(
      `insert into alert_destination (name, kind, target, webhook_secret, kinds, scope_ids, created_by_id)
       values ($1, $2, $3, $4, $5, $6, 'u') returning id`,
      [
        `${kind} ${target}`,
        kind,
        target,
        kind === 'webhook' ? SECRET : null,
        rest.kinds ?? [],
        rest.scopeIds ?? [],
      ],
    )
  ).rows[0].id as string;

const sender = (smtp: string | null = null, mayReach: (address: string) => boolean = () => true) =>
  new AlertSending({
    pool: engine(),
    ways: { smtp, mailFrom: 'fleet@example.com' },
    log: silent,
    mayReach,
  });
async function send(sending = sender()): Promise<void> {
  await sending.round();
  await sending.settle();
}

async function receiver(answer?: (count: number) => Answer) {
  const { got, url, close } = await startReceiver(answer);
  closing.push(close);
  const news = () =>
    got.flatMap(
      ({ body }) => (JSON.parse(body) as { data: { news: { what: string; title: string }[] } }).data.news,
    );
  return { got, news, url };
}

async function mailbox() {
  const { close, ...box } = await startMailbox();
  closing.push(close);
  return box;
}

describe('what is told', () => {
  it('is told once by two engines that decide at the same moment, whenever one of them is started again', async () => {
    const { url, news } = await receiver();
    await destination('webhook', url);
    await paused();
    for (let again = 0; again < 5; again += 1) await Promise.all([decide(), decide(), decide()]);
    await Promise.all([send(), send(), send()]);
    await decide();
    await send();
    expect(await alerts()).toHaveLength(1);
    expect(news()).toMatchObject([{ what: 'open', title: 'Rollout paused: Off on the desks' }]);
  });

  it('goes to a webhook, signed as Standard Webhooks has it, with where its subject is shown', async () => {
    const { got, url } = await receiver();
    const id = await destination('webhook', url);
    const { id: rollout } = await paused();
    await decide();
    await send();
    const [sent] = got;
    const headers = sent!.headers as Record<string, string>;
    expect(() => new Webhook(SECRET).verify(sent!.body, headers, { jsonParse: false })).not.toThrow();
    expect(JSON.parse(sent!.body)).toMatchObject({
      type: 'alerts.news',
      data: {
        url: 'https://fleet.example.com/alerts',
        news: [
          { what: 'open', kind: 'rollout-paused', url: `https://fleet.example.com/rollouts/${rollout}` },
        ],
      },
    });
    const [delivery] = await rowsOf('select id, answer, sent_at from alert_delivery');
    expect(delivery).toMatchObject({ answer: 'It answered 204.', sent_at: expect.any(Date) });
    expect(headers['webhook-id']).toBe(delivery.id);
    expect((await rowsOf(`select failing_at, tries from alert_destination where id = '${id}'`))[0]).toEqual({
      failing_at: null,
      tries: 0,
    });
  });

  it('goes by mail, several alerts of one round as one', async () => {
    const { mails, smtp } = await mailbox();
    await destination('mail', 'ops@example.com, night@example.com');
    await paused('first');
    await paused('second');
    await decide();
    await send(sender(smtp));
    expect(mails).toMatchObject([{ to: ['ops@example.com', 'night@example.com'] }]);
    expect(mails[0]!.text).toMatch(/Subject: Teredo Fleet: 2 alerts/);
    expect(mails[0]!.text).toMatch(/first[\s\S]*second/);
    expect((await rowsOf('select answer from alert_delivery'))[0].answer).toMatch(
      /^The mail server answered “250/,
    );
  });

  it('goes only where its kind and its scope are wanted', async () => {
    const { id: rollout, scopeId } = await paused();
    const other = (await sql(`insert into scope (name) values ('Branch') returning id`)).rows[0].id;
    const wanted = await receiver();
    const places = await Promise.all([receiver(), receiver(), receiver()]);
    await destination('webhook', wanted.url, { kinds: ['rollout-paused'], scopeIds: [scopeId] });
    await destination('webhook', places[0].url, { kinds: ['drift'] });
    await destination('webhook', places[1].url, { scopeIds: [other] });
    await decide();
    await destination('webhook', places[2].url);
    await send();
    expect(wanted.news()).toHaveLength(1);
    expect(places.map(({ got }) => got.length)).toEqual([0, 0, 0]);
    await resume(rollout);
    await decide();
    await send();
    expect(wanted.news().map(({ what }) => what)).toEqual(['open', 'end']);
  });

  it('is tried again later and later with one id, in order, and keeps no other destination waiting', async () => {
    const bad = await receiver((count) => (count < 3 ? 503 : 200));
    const dead = await receiver(() => null);
    const good = await receiver();
    const badId = await destination('webhook', bad.url);
    await destination('webhook', dead.url);
    await destination('webhook', good.url);
    const { id: rollout } = await paused();
    await decide();
    const sending = sender();
    await sending.round();
    await expect.poll(() => good.got.length, { timeout: 10_000 }).toBe(1);
    const standing = async () =>
      (
        await rowsOf(
          `select failure, tries, next_at > now() as waits from alert_destination where id = '${badId}'`,
        )
      )[0];
    await expect.poll(standing).toEqual({ failure: 'it answered 503', tries: 1, waits: true });
    await resume(rollout);
    await decide();
    const goodNews = async () => {
      await sending.round();
      return good.news().map(({ what }) => what);
    };
    await expect.poll(goodNews, { timeout: 10_000 }).toEqual(['open', 'end']);
    expect(bad.got).toHaveLength(1);
    for (let again = 0; again < 3; again += 1) {
      await sql('update alert_destination set next_at = now() where id = $1', [badId]);
      const before = bad.got.length;
      await sending.round();
      await expect.poll(() => bad.got.length).toBe(before + 1);
      await expect
        .poll(
          async () =>
            (await rowsOf(`select leased_until from alert_destination where id = '${badId}'`))[0]
              .leased_until,
        )
        .toBe(null);
    }
    expect(bad.news().map(({ what }) => what)).toEqual(['open', 'open', 'open', 'end']);
    expect(new Set(bad.got.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    expect(await standing()).toEqual({ failure: null, tries: 0, waits: false });
    await closing.splice(1, 1)[0]!();
    await sending.settle();
  });

  it('is given up after a day; a test at once', async () => {
    const { url } = await receiver(() => 500);
    const id = await destination('webhook', url);
    await paused();
    await decide();
    await sql(`update alert_delivery set created_at = now() - interval '25 hours'`);
    await sql('insert into alert_delivery (destination_id, is_test) values ($1, true)', [id]);
    await send();
    await sql('update alert_destination set next_at = now()');
    await send();
    const ended = await rowsOf('select given_up_at is not null as ended, answer from alert_delivery');
    expect(ended).toEqual([
      { ended: true, answer: 'it answered 500' },
      { ended: true, answer: 'it answered 500' },
    ]);
    expect((await rowsOf('select name from alert_destination where failing_at is not null')).length).toBe(1);
  });

  it('reaches nothing of this machine, and follows no other address', async () => {
    const own = await receiver();
    await destination('webhook', own.url.replace('127.0.0.1', 'localhost'));
    const elsewhere = await receiver(() => ({ status: 307, headers: { location: '/elsewhere' } }));
    await paused();
    await decide();
    await send(
      new AlertSending({
        pool: engine(),
        ways: { smtp: null, mailFrom: 'f@example.com' },
        log: silent,
      }),
    );
    expect(own.got).toEqual([]);
    expect((await rowsOf('select failure from alert_destination'))[0].failure).toMatch(
      /of this machine or its own link/,
    );
    await sql('delete from alert_destination');
    await destination('webhook', elsewhere.url);
    await destination('mail', 'ops@example.com');
    await paused();
    await decide();
    await send();
    expect(
      (await rowsOf('select failure from alert_destination order by kind desc')).map(
        ({ failure }) => failure,
      ),
    ).toEqual([
      'it answered 307: redirects are not followed',
      'no mail server is named: set TEREDO_FLEET_SMTP and restart the server',
    ]);
  });
});
