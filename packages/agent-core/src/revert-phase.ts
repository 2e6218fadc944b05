import type { Observation } from '@teredo-fleet/teredo';
import { unmetEarlierFacts } from './earlier-facts';
import { end, type JobDraft, record, report } from './job-draft';
import type { StepRun } from './job-events';
import { withoutEvidence } from './work-rules';

/** Putting back is set-to-value like every step; it is begun this often at the most. */
const MAX_REVERTS = 3;

/** Contact is lost: give the machine its own values back. Done with a broken journal too. */
export function enterRevert(draft: JobDraft): JobDraft {
  const { order, phase } = draft.state;
  if (phase === 'verifying' || phase === 'awaiting-contact')
    draft.effects.push({ kind: 'stop-watching-contact' });
  draft.state.phase = 'reverting';
  const detail = `Neither the server nor any witness could be reached for ${order.contactWindowSeconds} seconds after the change; it is put back.`;
  report(draft, 'running', { detail: detail });
  const step = { kind: 'restore-saved' as const, savedByJob: order.jobId };
  record(draft, { kind: 'step-begun', at: draft.nowMs, index: 0, role: 'revert', step: step });
  draft.effects.push({ kind: 'apply-step', index: 0, role: 'revert', step: step, savedSlot: order.jobId });
  return draft;
}

export function onRevertEnded(draft: JobDraft, run: StepRun): JobDraft {
  record(draft, { kind: 'step-ended', index: 0, role: 'revert', run: run, skipped: false });
  if (run.outcome === 'failed' && draft.state.revert.begins < MAX_REVERTS) return enterRevert(draft);
  return enterRevertCheck(draft);
}

export function enterRevertCheck(draft: JobDraft): JobDraft {
  draft.state.phase = 'checking-revert';
  draft.effects.push({ kind: 'observe', purpose: 'reverted' });
  return draft;
}

/** `reverted` only when the earlier values were read back. */
export function onRevertChecked(draft: JobDraft, observation: Observation): JobDraft {
  const { before, order, revert } = draft.state;
  const unmet = unmetEarlierFacts(before as Observation, observation);
  const after = withoutEvidence(observation);
  if (unmet.length === 0) {
    const detail = `Contact was lost for ${order.contactWindowSeconds} seconds after the change, so the agent put the earlier values back.`;
    return end(draft, 'reverted', { detail: detail, after: after });
  }
  if (revert.begins < MAX_REVERTS) return enterRevert(draft);
  const detail =
    'Contact was lost after the change and the earlier values could not be put back completely. Look at the machine.';
  return end(draft, 'failed', { detail: detail, after: after, unmet: unmet });
}

export function onRevertCheckFailed(draft: JobDraft, text: string): JobDraft {
  const detail = `Contact was lost after the change; the earlier values were put back but could not be read back: ${text}`;
  return end(draft, 'failed', { detail: detail });
}
