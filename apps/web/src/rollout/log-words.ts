const WORDS: Record<string, string> = {
  'rollout.saveDraft': 'Saved the draft',
  'rollout.submit': 'Submitted it for approval',
  'rollout.approve': 'Approved it',
  'rollout.approveEmergency': 'Approved it as an emergency',
  'rollout.reject': 'Rejected it',
  'rollout.clone': 'Cloned it',
  'rollout.pause': 'Paused it',
  'rollout.resume': 'Resumed it',
  'rollout.promote': 'Promoted a wave',
  'rollout.overrideGate': 'Overrode a gate',
  'rollout.retryFailed': 'Retried what failed',
  'rollout.exclude': 'Left machines out',
  'rollout.abort': 'Aborted it',
  'rollout.rollBack': 'Rolled it back',
  'rollout.start': 'Started',
  'rollout.open-wave': 'Opened a wave',
  'rollout.move-to-late': 'Moved machines to the late pool',
  'rollout.leave-alone': 'Left machines alone that are gone',
  'rollout.close': 'Ended what had not begun',
  'rollout.finish': 'Finished',
};

/** An action of the log in words; one that has none by its name. */
export function logWords(action: string): string {
  return WORDS[action] ?? action;
}
