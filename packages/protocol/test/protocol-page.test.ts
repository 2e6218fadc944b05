import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as protocol from '../src/index';

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

const schemas = [
  protocol.helloSchema,
  ...protocol.doorMessageSchema.options,
  ...protocol.agentMessageSchema.options,
  ...protocol.serverMessageSchema.options,
];

/** The section of the page that begins with this message's heading. */
function sectionOf(type: string): string {
  const start = page.search(new RegExp(`^### [78]\\.\\d+ \`${type}\`$`, 'm'));
  expect(start, `docs/protocol.md has no section on ${type}`).toBeGreaterThan(-1);
  return page.slice(start, start + 4 + page.slice(start + 4).search(/^##/m));
}

describe('docs/protocol.md', () => {
  it.each(schemas.map((schema) => [schema.shape.type.value, Object.keys(schema.shape)] as const))(
    'has a section on %s that names every field',
    (type, fields) => {
      const section = sectionOf(type) + (type === 'prove' ? sectionOf('enrol') : '');
      const shared = type === 'receipt' || type === 'status' ? sectionOf('status') : '';
      for (const field of fields.filter((name) => name !== 'type')) {
        expect(section + shared, `${type}.${field}`).toContain(`\`${field}\``);
      }
    },
  );

  it('explains every error code, refusal and state in a table row', () => {
    const states = [...protocol.AGENT_JOB_STATES, ...protocol.SERVER_JOB_STATES];
    for (const code of [
      ...protocol.ERROR_CODES,
      ...protocol.OFFER_REFUSALS,
      ...protocol.AGENT_JOB_STATES,
      ...protocol.UPDATE_STATES,
    ]) {
      expect(page, code).toMatch(new RegExp(`^\\| \`${code}\` \\|`, 'm'));
    }
    for (const state of states) expect(page).toContain(`\`${state}\``);
  });

  it('names every field of a job', () => {
    const jobs = page.slice(page.indexOf('## 10 Jobs'), page.indexOf('## 11'));
    for (const schema of [
      protocol.jobPayloadSchema,
      protocol.desiredStateSchema,
      protocol.desiredStateSchema.shape.teredo,
      protocol.noticePolicySchema,
      protocol.noticeTextSchema,
    ]) {
      for (const field of Object.keys(schema.shape))
        expect(jobs, field).toMatch(new RegExp(`\\b${field}\\b`));
    }
  });

  it('states the limits and contexts that the code has', () => {
    const spaced = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ' ');
    for (const value of [
      protocol.MAX_MESSAGE_BYTES,
      protocol.MAX_FRAME_PLAINTEXT_BYTES,
      protocol.MAX_BATCH_MESSAGES,
      protocol.MAX_JSON_DEPTH,
      protocol.GO_LIFETIME_SECONDS,
      protocol.POLL_HOLD_SECONDS,
      protocol.HANDSHAKE_SECONDS,
    ]) {
      expect(page).toContain(spaced(value));
    }
    for (const context of Object.values(protocol.CONTEXT))
      expect(page).toContain(context.replace('\n', '\\n'));
    expect(page).toContain(`# The agent protocol, version ${protocol.PROTOCOL_VERSION}\n`);
  });
});
