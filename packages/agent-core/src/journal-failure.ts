import { hasBegunStep, skipRest } from './change-phase';
import { end, type JobDraft } from './job-draft';
import type { StepProgress } from './job-state';

/**
 * A record could not be made durable and the effects after it were dropped. Nothing is begun that could not be
 * journalled; what had begun is read back and reported, and putting back is done all the same.
 */
export function onJournalFailed(draft: JobDraft, text: string): JobDraft {
  draft.state.journalBroken = text;
  switch (draft.state.phase) {
    case 'applying':
      return dropUnbegunStep(draft, text);
    case 'resolving':
      draft.effects.push({ kind: 'observe', purpose: 'resume' });
      return draft;
    case 'verifying':
      draft.effects.push({ kind: 'watch-contact', witnesses: draft.state.order.witnesses });
      draft.effects.push({ kind: 'observe', purpose: 'verify' });
      return draft;
    case 'awaiting-contact':
      draft.effects.push({ kind: 'watch-contact', witnesses: draft.state.order.witnesses });
      return draft;
    case 'reverting':
      return repeatRevert(draft);
    case 'checking-revert':
      draft.effects.push({ kind: 'observe', purpose: 'reverted' });
      return draft;
    case 'ended':
      if (draft.state.lastReport === null) return draft;
      draft.effects.push({ kind: 'withdraw-notice' }, { kind: 'stop-watching-contact' });
      draft.effects.push({ kind: 'report-status', report: draft.state.lastReport });
      return draft;
    default:
      return endUnchanged(draft, text);
  }
}

function endUnchanged(draft: JobDraft, text: string): JobDraft {
  const detail = `The agent's journal can't be written, so nothing was changed: ${text} Make room on its disk, then start again.`;
  return end(draft, 'blocked', { detail: detail });
}

/** The step in hand was among the dropped effects. */
function dropUnbegunStep(draft: JobDraft, text: string): JobDraft {
  const steps = draft.state.steps;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as StepProgress;
    if (step.run !== null) continue;
    step.begins -= 1;
    break;
  }
  if (hasBegunStep(draft.state)) skipRest(draft, `The journal can't be written: ${text}`);
  else endUnchanged(draft, text);
  return draft;
}

function repeatRevert(draft: JobDraft): JobDraft {
  const slot = draft.state.order.jobId;
  draft.effects.push({
    kind: 'apply-step',
    index: 0,
    role: 'revert',
    step: { kind: 'restore-saved', savedByJob: slot },
    savedSlot: slot,
  });
  return draft;
}
