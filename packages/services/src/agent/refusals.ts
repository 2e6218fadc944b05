import type { TokenUse } from '@teredo-fleet/db';
import type { AgentRefusal } from '../outputs';

const NEW_LINE = 'Ask for a new line from the dashboard (Enrol a machine) and run that one.';

const TEXTS: Record<AgentRefusal['code'], string> = {
  'token-unknown': `The server does not know this enrolment token. ${NEW_LINE}`,
  'token-expired': `This enrolment token has expired. ${NEW_LINE}`,
  'token-used-up': `This enrolment token has been used as often as it may be. ${NEW_LINE}`,
  'token-revoked': `This enrolment token was revoked. ${NEW_LINE}`,
  'machine-unknown':
    'The server does not know this machine; it was deleted, or the server’s database is another one. Enrol it again.',
  'machine-retired':
    'This machine was retired on the dashboard. Uninstall the agent, or enrol the machine again.',
};

/** Why a machine is turned away, with the sentence that says what to do. */
export function refuseAgent(code: AgentRefusal['code']): AgentRefusal {
  return { ok: false, code, text: TEXTS[code] };
}

const OTHER_SCOPE = `This machine's key is enrolled in another scope than this token's, where its history belongs. Ask for a token of its own scope, or enrol with a new key: teredo-agent enrol --again makes one.`;

/** Why a token opens no door. The protocol has no word for a token of another scope: to this machine there is none. */
export function refuseToken(reason: Extract<TokenUse, { ok: false }>['reason']): AgentRefusal {
  if (reason === 'token-other-scope') return { ok: false, code: 'token-unknown', text: OTHER_SCOPE };
  return refuseAgent(reason);
}
