import type { VerbTable } from '@teredo-fleet/services';
import { changesProcedure } from './changes';
import { frameQuery, mutation, query } from './procedures';
import { router } from './trpc';

/** Every noun a record, every entry an input and a verb. */
export function createAppRouter(verbs: VerbTable) {
  return router({
    setup: router({
      status: query(verbs['setup.status']),
      checkLink: query(verbs['setup.checkLink']),
      complete: mutation(verbs['setup.complete']),
    }),
    viewer: router({ me: frameQuery(verbs['viewer.me']) }),
    machines: router({
      list: query(verbs['machine.list']),
      counts: query(verbs['machine.counts']),
      get: query(verbs['machine.get']),
      timeline: query(verbs['machine.timeline']),
      preview: query(verbs['machine.preview']),
      toggle: mutation(verbs['machine.toggle']),
      observe: mutation(verbs['machine.observe']),
      accept: mutation(verbs['machine.accept']),
      refuse: mutation(verbs['machine.refuse']),
      setLabels: mutation(verbs['machine.setLabels']),
      retire: mutation(verbs['machine.retire']),
      delete: mutation(verbs['machine.delete']),
      releaseQuarantine: mutation(verbs['machine.releaseQuarantine']),
    }),
    findings: router({
      rules: query(verbs['finding.rules']),
      history: query(verbs['finding.history']),
    }),
    past: router({
      fleet: query(verbs['past.fleet']),
      machines: query(verbs['past.machines']),
      machine: query(verbs['past.machine']),
      compare: query(verbs['past.compare']),
    }),
    waivers: router({
      list: query(verbs['waiver.list']),
      preview: query(verbs['waiver.preview']),
      grant: mutation(verbs['waiver.grant']),
      revoke: mutation(verbs['waiver.revoke']),
    }),
    rollouts: router({
      list: query(verbs['rollout.list']),
      get: query(verbs['rollout.get']),
      members: query(verbs['rollout.members']),
      notices: query(verbs['rollout.notices']),
      log: query(verbs['rollout.log']),
      saveDraft: mutation(verbs['rollout.saveDraft']),
      draft: query(verbs['rollout.draft']),
      preview: query(verbs['rollout.preview']),
      rehearse: query(verbs['rollout.rehearse']),
      submit: mutation(verbs['rollout.submit']),
      approve: mutation(verbs['rollout.approve']),
      approveEmergency: mutation(verbs['rollout.approveEmergency']),
      reject: mutation(verbs['rollout.reject']),
      clone: mutation(verbs['rollout.clone']),
      compare: query(verbs['rollout.compare']),
      pause: mutation(verbs['rollout.pause']),
      resume: mutation(verbs['rollout.resume']),
      promote: mutation(verbs['rollout.promote']),
      overrideGate: mutation(verbs['rollout.overrideGate']),
      retryFailed: mutation(verbs['rollout.retryFailed']),
      exclude: mutation(verbs['rollout.exclude']),
      nudge: mutation(verbs['rollout.nudge']),
      nudgePreview: query(verbs['rollout.nudgePreview']),
      askNoticeOverride: mutation(verbs['rollout.askNoticeOverride']),
      grantNoticeOverride: mutation(verbs['rollout.grantNoticeOverride']),
      closeNoticeOverride: mutation(verbs['rollout.closeNoticeOverride']),
      noticeOverridePreview: query(verbs['rollout.noticeOverridePreview']),
      abort: mutation(verbs['rollout.abort']),
      rollBack: mutation(verbs['rollout.rollBack']),
    }),
    notices: router({
      list: query(verbs['notice.list']),
      get: query(verbs['notice.get']),
      version: query(verbs['notice.version']),
      save: mutation(verbs['notice.save']),
      archive: mutation(verbs['notice.archive']),
    }),
    freezes: router({
      list: query(verbs['freeze.list']),
      add: mutation(verbs['freeze.add']),
      remove: mutation(verbs['freeze.remove']),
    }),
    jobs: router({
      undo: mutation(verbs['job.undo']),
      cancel: mutation(verbs['job.cancel']),
    }),
    tokens: router({
      list: query(verbs['token.list']),
      create: mutation(verbs['token.create']),
      revoke: mutation(verbs['token.revoke']),
    }),
    apiTokens: router({
      list: query(verbs['apiToken.list']),
      create: mutation(verbs['apiToken.create']),
      revoke: mutation(verbs['apiToken.revoke']),
    }),
    users: router({
      list: query(verbs['user.list']),
      create: mutation(verbs['user.create']),
      setRole: mutation(verbs['user.setRole']),
      disable: mutation(verbs['user.disable']),
      enable: mutation(verbs['user.enable']),
      createResetLink: mutation(verbs['user.createResetLink']),
      checkResetLink: mutation(verbs['user.checkResetLink']),
      resetPassword: mutation(verbs['user.resetPassword']),
    }),
    scopes: router({
      list: query(verbs['scope.list']),
      create: mutation(verbs['scope.create']),
    }),
    agentUpdates: router({
      get: query(verbs['agentUpdate.get']),
      offer: mutation(verbs['agentUpdate.offer']),
      change: mutation(verbs['agentUpdate.change']),
      stop: mutation(verbs['agentUpdate.stop']),
    }),
    teredoServers: router({
      list: query(verbs['teredoServer.list']),
      add: mutation(verbs['teredoServer.add']),
      edit: mutation(verbs['teredoServer.edit']),
      remove: mutation(verbs['teredoServer.remove']),
      measure: mutation(verbs['teredoServer.measure']),
    }),
    settings: router({
      get: query(verbs['settings.get']),
      set: mutation(verbs['settings.set']),
    }),
    brake: router({
      get: frameQuery(verbs['brake.get']),
      set: mutation(verbs['brake.set']),
    }),
    evidence: router({
      request: mutation(verbs['evidence.request']),
      list: query(verbs['evidence.list']),
      get: query(verbs['evidence.get']),
    }),
    audit: router({ list: query(verbs['audit.list']) }),
    reportLinks: router({
      list: query(verbs['reportLink.list']),
      create: mutation(verbs['reportLink.create']),
      revoke: mutation(verbs['reportLink.revoke']),
      open: mutation(verbs['reportLink.open']),
      download: mutation(verbs['reportLink.download']),
      bundle: mutation(verbs['reportLink.bundle']),
    }),
    reportSchedules: router({
      list: query(verbs['reportSchedule.list']),
      create: mutation(verbs['reportSchedule.create']),
      remove: mutation(verbs['reportSchedule.remove']),
      send: mutation(verbs['reportSchedule.send']),
    }),
    views: router({
      list: query(verbs['view.list']),
      save: mutation(verbs['view.save']),
      remove: mutation(verbs['view.remove']),
    }),
    auditChain: router({
      get: query(verbs['audit.chain']),
      check: mutation(verbs['audit.check']),
    }),
    events: router({ changes: changesProcedure(verbs['event.changes']) }),
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;
