import { download, get, type HttpRoute, post } from './http-route';

/** The HTTP API: every verb of people that a program may use, once. A path that says more stands before a shorter one. */
export const ROUTES: readonly HttpRoute[] = [
  get('viewer.me', '/me', 'Whose API token this is, and what it may do'),

  get('machine.list', '/machines', 'Machines that match a filter, page by page'),
  get('machine.counts', '/machines/counts', 'How many machines are in which state'),
  post('machine.accept', '/machines/accept', 'Accept machines that wait for it'),
  get('machine.get', '/machines/{id}', 'All that is known of a machine'),
  get('machine.timeline', '/machines/{id}/timeline', 'What happened to a machine, the newest first'),
  post('machine.preview', '/machines/{id}/preview', 'What a change would do; it changes nothing'),
  post('machine.toggle', '/machines/{id}/toggle', 'Change Teredo on one machine, with notice and proof'),
  post('machine.observe', '/machines/{id}/observe', 'Ask a machine to look at itself now'),
  post('machine.setLabels', '/machines/{id}/labels', 'Replace the labels of a machine'),
  post('machine.retire', '/machines/{id}/retire', 'Retire a machine: its open jobs are void'),
  post('machine.delete', '/machines/{id}/delete', 'Delete a retired machine'),
  post('machine.releaseQuarantine', '/machines/{id}/release', 'Release a machine from quarantine'),

  get('rollout.list', '/rollouts', 'Rollouts, the newest first, page by page'),
  get('rollout.get', '/rollouts/{id}', 'All that is known of a rollout'),
  get('rollout.members', '/rollouts/{id}/members', 'Machines of a rollout, each with why it is not done'),
  get('rollout.log', '/rollouts/{id}/log', 'What people and the engine did with a rollout'),
  post('rollout.pause', '/rollouts/{id}/pause', 'Pause a rollout: from then on no machine starts'),
  post('rollout.resume', '/rollouts/{id}/resume', 'Let a paused rollout go on'),
  post('rollout.promote', '/rollouts/{id}/promote', 'Give a wave the promotion that its gate asks for'),
  post('rollout.retryFailed', '/rollouts/{id}/retry', 'Try failed machines again'),
  post('rollout.exclude', '/rollouts/{id}/exclude', 'Take machines that have not begun out of a rollout'),
  post('rollout.abort', '/rollouts/{id}/abort', 'End a rollout for good'),
  post('rollout.rollBack', '/rollouts/{id}/roll-back', 'Give machines their earlier values back'),
  download('report.export', '/rollouts/{rolloutId}/report', 'The report of a rollout, as a file'),
  post('job.undo', '/jobs/{jobId}/undo', 'Give a machine back the values it had before a job'),
  post('job.cancel', '/jobs/{jobId}/cancel', 'Cancel a job that has not begun'),

  get('freeze.list', '/freezes', 'Times at which nothing starts'),
  post('freeze.add', '/freezes', 'Add a time at which nothing starts'),
  post('freeze.remove', '/freezes/{id}/remove', 'Remove a time at which nothing starts'),

  get('token.list', '/enrolment-tokens', 'Tokens by which machines enrol'),
  post('token.create', '/enrolment-tokens', 'Make a token by which machines enrol'),
  post('token.revoke', '/enrolment-tokens/{id}/revoke', 'Revoke an enrolment token'),

  get('user.list', '/users', 'Accounts'),
  get('scope.list', '/scopes', 'Scopes'),
  post('scope.create', '/scopes', 'Make a scope'),

  get('teredoServer.list', '/teredo-servers', 'Teredo servers and what is known of their health'),
  post('teredoServer.add', '/teredo-servers', 'Add a Teredo server to the directory'),
  post('teredoServer.edit', '/teredo-servers/{name}/edit', 'Change what the directory says of a server'),
  post('teredoServer.remove', '/teredo-servers/{name}/remove', 'Take a server off the directory'),
  post('teredoServer.measure', '/teredo-servers/{name}/measure', 'Ask a Teredo server now'),

  get('settings.get', '/settings', 'Settings of this server'),
  post('settings.set', '/settings', 'Change settings of this server'),
  get('brake.get', '/brake', 'Whether the global brake is pulled'),
  post('brake.set', '/brake', 'Pull or release the global brake'),
  get('audit.list', '/audit', 'Audit entries, the newest first, page by page'),
];
