-- Rollouts that run, or are to be approved, and wait for a person are told of, too.
alter table alert drop constraint alert_kind;
alter table alert add constraint alert_kind check (kind in ('drift', 'new-finding', 'rollout-paused', 'rollout-held', 'policy-held',
  'chain-broken', 'agents-lost', 'token-expiring', 'certificate-expiring'));
