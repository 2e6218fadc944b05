-- Nobody calls what a trigger runs.
revoke execute on function share_verdicts(), hold_verdicts(), waive_new_finding(), waive_findings(), count_new_verdicts(),
  count_changed_verdicts(), count_changed_machine(), uncount_machine() from public;
