// Made by npm run openapi.
export interface paths {
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose API token this is, and what it may do
         * @description For every role.
         */
        get: operations["viewerMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Machines that match a filter, page by page
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["machineList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many machines are in which state
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["machineCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each named rule says of how many machines
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["findingRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/{ruleId}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a rule said of how many machines, day by day
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["findingHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What rules say of machines, as a file of one instant
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["findingExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Programs that an admin named, and on how many machines each is ready
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["programList"];
        put?: never;
        /**
         * Name a program for agents to look at
         * @description For the roles: admin.
         */
        post: operations["programAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/programs/{id}/machines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is said of a program on each machine, and why
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["programMachines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/programs/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a program looked at no more
         * @description For the roles: admin.
         */
        post: operations["programRemove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is said of the named programs on a machine, and why
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["machinePrograms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What machines were at a moment, counted
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["pastFleet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/past/machines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Machines as they were at a moment, page by page
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["pastMachines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/past/machines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is known of a machine at a moment
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["pastMachine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/past/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What machines were at a moment, as a file
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["pastExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/past/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was otherwise at a second moment, page by page
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["pastCompare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Desired states for labels, and what each finds on how many machines
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["policyList"];
        put?: never;
        /**
         * Write a policy, or a new version of one
         * @description For the roles: admin, operator.
         */
        post: operations["policySave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that there is to say of a policy
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["policyGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a policy would find and meet; it changes nothing
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        post: operations["policyPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a policy repair again
         * @description For the roles: admin, operator.
         */
        post: operations["policyResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a policy for good
         * @description For the roles: admin, operator.
         */
        post: operations["policyRetire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{machineId}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The policies that are for a machine, and which is followed
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["policyOfMachine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/own-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rules that the organisation wrote
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["ownRuleList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/own-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that there is to say of such a rule, with what it meant before
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["ownRuleGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/own-rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whom a rule would hit; it changes nothing
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        post: operations["ownRulePreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Findings that somebody answers for until a day, page by page
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["waiverList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom a waiver would be for; it changes nothing
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["waiverPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a waiver before its day
         * @description For the roles: admin, approver.
         */
        post: operations["waiverRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept machines that wait for it
         * @description For the roles: admin, operator.
         */
        post: operations["machineAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse machines that wait to be accepted: they are retired
         * @description For the roles: admin, operator.
         */
        post: operations["machineRefuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that is known of a machine
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["machineGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a machine, the newest first
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["machineTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a change would do; it changes nothing
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        post: operations["machinePreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/toggle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Teredo on one machine, with notice and proof
         * @description For the roles: admin, operator.
         */
        post: operations["machineToggle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/observe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a machine to look at itself now
         * @description For the roles: admin, operator.
         */
        post: operations["machineObserve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the labels of a machine
         * @description For the roles: admin, operator.
         */
        post: operations["machineSetLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a machine: its open jobs are void
         * @description For the roles: admin, operator.
         */
        post: operations["machineRetire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a retired machine
         * @description For the roles: admin, operator.
         */
        post: operations["machineDelete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/machines/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a machine from quarantine
         * @description For the roles: admin, operator.
         */
        post: operations["machineReleaseQuarantine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rollouts, the newest first, page by page
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutList"];
        put?: never;
        /**
         * Keep the plan of a rollout as a draft
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutSaveDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What two rollouts say differently, and how they went
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutCompare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that is known of a rollout
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Machines of a rollout, each with why it is not done
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the notices of a rollout came, by wave
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people and the engine did with a rollout
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The plan of a rollout, and what is missing or wrong in it
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutDraft"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a plan would do, wave by wave; it changes nothing
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/rehearse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a plan in simulated time; it changes nothing
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        post: operations["rolloutRehearse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for the approval of a plan
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutSubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a plan back to be a draft
         * @description For the roles: admin, operator, approver.
         */
        post: operations["rolloutReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new draft that says the same
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutClone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a rollout: from then on no machine starts
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused rollout go on
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/promote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a wave the promotion that its gate asks for
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutPromote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try failed machines again
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutRetryFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/nudge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a nudge would come to now
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutNudgePreview"];
        put?: never;
        /**
         * Show notices that were not answered again now
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutNudge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/notice-overrides/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose people an override of the notice would pass over now
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["rolloutNoticeOverridePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/notice-overrides/{overrideId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse an override of the notice that was asked for, or take it back
         * @description For the roles: admin, operator, approver.
         */
        post: operations["rolloutCloseNoticeOverride"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/exclude": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take machines that have not begun out of a rollout
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutExclude"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a rollout for good
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutAbort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{id}/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give machines their earlier values back
         * @description For the roles: admin, operator.
         */
        post: operations["rolloutRollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{rolloutId}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report of a rollout, as a file
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["reportExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{rolloutId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for the evidence bundle of a rollout
         * @description For the roles: admin, auditor, approver.
         */
        post: operations["evidenceRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence bundles that were asked for, the newest first
         * @description For the roles: admin, auditor, approver.
         */
        get: operations["evidenceList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of an evidence bundle
         * @description For the roles: admin, auditor, approver.
         */
        get: operations["evidenceGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evidence/{id}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A finished evidence bundle, as a zip
         * @description For the roles: admin, auditor, approver.
         */
        get: operations["evidenceDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rollouts/{rolloutId}/report-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Links to the report of a rollout
         * @description For the roles: admin, operator, auditor.
         */
        get: operations["reportLinkList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report-links/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a link to a report
         * @description For the roles: admin, operator.
         */
        post: operations["reportLinkRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{jobId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a machine back the values it had before a job
         * @description For the roles: admin, operator.
         */
        post: operations["jobUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{jobId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job that has not begun
         * @description For the roles: admin, operator.
         */
        post: operations["jobCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices that users can be told, and the standard ones
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["noticeList"];
        put?: never;
        /**
         * Write a notice, or save it anew
         * @description For the roles: admin, operator.
         */
        post: operations["noticeSave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A notice in all of its languages, with its versions
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["noticeGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices/{id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one version of a notice said
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["noticeVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a notice out of use, or back into it
         * @description For the roles: admin, operator.
         */
        post: operations["noticeArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/freezes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Times at which nothing starts
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["freezeList"];
        put?: never;
        /**
         * Add a time at which nothing starts
         * @description For the roles: admin.
         */
        post: operations["freezeAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/freezes/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a time at which nothing starts
         * @description For the roles: admin.
         */
        post: operations["freezeRemove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/enrolment-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tokens by which machines enrol
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["tokenList"];
        put?: never;
        /**
         * Make a token by which machines enrol
         * @description For the roles: admin, operator.
         */
        post: operations["tokenCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/enrolment-tokens/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an enrolment token
         * @description For the roles: admin, operator.
         */
        post: operations["tokenRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts
         * @description For the roles: admin, auditor.
         */
        get: operations["userList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scopes
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["scopeList"];
        put?: never;
        /**
         * Make a scope
         * @description For the roles: admin.
         */
        post: operations["scopeCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teredo-servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Teredo servers and what is known of their health
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["teredoServerList"];
        put?: never;
        /**
         * Add a Teredo server to the directory
         * @description For the roles: admin.
         */
        post: operations["teredoServerAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teredo-servers/{name}/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change what the directory says of a server
         * @description For the roles: admin.
         */
        post: operations["teredoServerEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teredo-servers/{name}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a server off the directory
         * @description For the roles: admin.
         */
        post: operations["teredoServerRemove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teredo-servers/{name}/measure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a Teredo server now
         * @description For the roles: admin.
         */
        post: operations["teredoServerMeasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent-update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed release on this server, and how the one that is offered goes
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["agentUpdateGet"];
        put?: never;
        /**
         * Offer the signed release to machines, in stages
         * @description For the roles: admin.
         */
        post: operations["agentUpdateOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent-update/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Widen or narrow the offer, or go on after failures
         * @description For the roles: admin.
         */
        post: operations["agentUpdateChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent-update/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offer the release to nobody any more
         * @description For the roles: admin.
         */
        post: operations["agentUpdateStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Settings of this server
         * @description For the roles: admin, auditor.
         */
        get: operations["settingsGet"];
        put?: never;
        /**
         * Change settings of this server
         * @description For the roles: admin.
         */
        post: operations["settingsSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/brake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the global brake is pulled
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["brakeGet"];
        put?: never;
        /**
         * Pull or release the global brake
         * @description For the roles: admin, operator.
         */
        post: operations["brakeSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit entries, the newest first, page by page
         * @description For the roles: admin, auditor, approver.
         */
        get: operations["auditList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every audit entry that matches, the oldest first, as a file
         * @description For the roles: admin, auditor, approver.
         */
        get: operations["auditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the audit trail is linked, signed and told, and what the newest check found
         * @description For the roles: admin, auditor, approver.
         */
        get: operations["auditChain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the fleet was, day by day
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["overviewDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is under way, waits, is found and is silent
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["overviewNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is so and somebody should know, page by page
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["alertList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many alerts are open
         * @description For the roles: admin, operator, approver, auditor, viewer.
         */
        get: operations["alertCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that somebody is at an alert
         * @description For the roles: admin, operator.
         */
        post: operations["alertAcknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alert-destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where alerts are told, and how that goes
         * @description For the roles: admin, auditor.
         */
        get: operations["alertDestinationList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alert-destinations/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try whether alerts get somewhere
         * @description For the roles: admin.
         */
        post: operations["alertDestinationTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/alert-destinations/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent to a destination, the newest first
         * @description For the roles: admin, auditor.
         */
        get: operations["alertDestinationDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report-schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports that are sent on a schedule
         * @description For the roles: admin, auditor.
         */
        get: operations["reportScheduleList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report-schedules/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a scheduled report no more
         * @description For the roles: admin.
         */
        post: operations["reportScheduleRemove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report-schedules/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a scheduled report now
         * @description For the roles: admin.
         */
        post: operations["reportScheduleSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check the whole audit chain now
         * @description For the roles: admin, auditor.
         */
        post: operations["auditCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description `older`: the server hands out a newer one. `too-old`: it lacks what the server counts on.
         * @enum {string}
         */
        AgentAge: "current" | "older" | "too-old";
        /** @description One of the agents that this server hands out when machines enrol. */
        AgentBuild: {
            /** @enum {string} */
            kind: "linux" | "windows-x64" | "script";
            /** @description Where anybody fetches it, who has an address that machines use; null: it was not built. */
            url: string | null;
            /** @description Hex; null: it was not built. */
            sha256: string | null;
        };
        /** @enum {string} */
        AgentJobState: "notifying" | "deferred" | "waiting-window" | "queued" | "running" | "verifying" | "verified" | "already-compliant" | "not-applicable" | "blocked" | "failed" | "verify-failed" | "timed-out" | "reverted" | "refused" | "expired" | "cancelled" | "rolled-back";
        /** @description The version of the agent that is offered to machines, and how it goes. */
        AgentUpdateOffer: {
            id: string;
            version: string;
            label: string | null;
            percent: number;
            canaries: number;
            atOnce: number;
            maxFailures: number;
            /** @description Of those that failed, that somebody looked at. */
            acknowledged: number;
            offeredAt: string;
            offeredBy: string | null;
            /** @description Machines that have it. */
            updated: number;
            underWay: number;
            /** @description On which it failed, or that fell back, or were silent for half an hour after they began to try it. */
            failed: number;
            /** @description Of the machines that the caller may see, each once. */
            counts: {
                offered: number;
                downloading: number;
                ready: number;
                waiting: number;
                trying: number;
                silent: number;
                updated: number;
                refused: number;
                failed: number;
                "fell-back": number;
            };
            /** @description Machines that could take it and were not told of it; `beyond`: they come only when the percent rises. */
            notOffered: {
                within: number;
                beyond: number;
            };
            /**
             * @description Why it is offered to nobody else now, in any scope; null: it is, as machines come.
             * @enum {string|null}
             */
            hold: "brake" | "failures" | "canaries" | "at-once" | null;
            /** @description Machines it did not work on, and those of which nobody knows; failures that nobody looked at come first, then the newest. At most fifty. */
            failures: {
                machineId: string;
                hostname: string;
                state: components["schemas"]["AgentUpdateState"];
                text: string | null;
                /** @description Somebody looked at it and went on. */
                acknowledged: boolean;
                at: string;
            }[];
        };
        /**
         * @description How far a machine is. `silent`: it was told and has said nothing for an hour, in a trial for half an hour, so that nobody knows.
         * @enum {string}
         */
        AgentUpdateState: "offered" | "downloading" | "ready" | "waiting" | "trying" | "silent" | "updated" | "refused" | "failed" | "fell-back";
        AgentUpdateView: {
            /** @description SHA-256 of the release key that agents of this server are built with; null: without one there is no self-update. */
            keyId: string | null;
            release: components["schemas"]["ReleaseView"] | null;
            /** @description Why what lies on the server can't be offered, or what is offered not fetched; null: nothing is wrong. */
            problem: string | null;
            builds: components["schemas"]["AgentBuild"][];
            versions: components["schemas"]["AgentVersionCount"][];
            offer: components["schemas"]["AgentUpdateOffer"] | null;
        };
        /** @description Machines in use whose agents are of one kind and version. */
        AgentVersionCount: {
            /** @description linux, windows, wsh, simulated: as lists of machines filter by it. */
            platform: string;
            version: string;
            age: components["schemas"]["AgentAge"];
            machines: number;
            /** @description Of these, how many an agent can replace itself on, by this server's releases. */
            able: number;
        };
        AlertCounts: {
            open: number;
            /** @description Of these, that nobody has taken on. */
            unacknowledged: number;
        };
        /** @description One message to a destination. */
        AlertDeliveryRow: {
            id: string;
            isTest: boolean;
            /** @description What it told, a line each. */
            lines: string[];
            createdAt: string;
            /** @enum {string} */
            state: "waiting" | "sent" | "given-up";
            endedAt: string | null;
            /** @description What came back; of one that waits, why it was not sent the last time. */
            answer: string | null;
        };
        /** @description Where alerts are told besides the console. */
        AlertDestinationView: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "mail" | "webhook";
            /** @description Addresses; of a webhook only the origin. */
            target: string;
            /** @description None: every kind. */
            kinds: components["schemas"]["AlertKind"][];
            /** @description None: every scope, and the whole installation. */
            scopes: {
                id: string;
                name: string;
            }[];
            createdBy: string;
            sentAt: string | null;
            /** @description Sendings that wait. */
            waiting: number;
            failing: {
                since: string;
                why: string;
                nextAt: string;
            } | null;
        };
        /** @enum {string} */
        AlertKind: "drift" | "new-finding" | "rollout-paused" | "rollout-held" | "policy-held" | "chain-broken" | "agents-lost" | "token-expiring" | "certificate-expiring";
        AlertPage: {
            at: string;
            rows: components["schemas"]["AlertView"][];
            /** @description Alerts of each kind that are open, whatever is shown. */
            openByKind: {
                drift: number;
                "new-finding": number;
                "rollout-paused": number;
                "rollout-held": number;
                "policy-held": number;
                "chain-broken": number;
                "agents-lost": number;
                "token-expiring": number;
                "certificate-expiring": number;
            };
            nextCursor: string | null;
        };
        /** @description Something that is or was so and that somebody should know. */
        AlertView: {
            id: string;
            kind: components["schemas"]["AlertKind"];
            /** @description Id of a rule or a rollout; of a token with what it is for before it; empty: the scope says it all. */
            subject: string;
            /** @description Null: of the whole installation. */
            scope: {
                id: string;
                name: string;
            } | null;
            /** @description A line by itself. */
            title: string;
            /** @description What happened, and what to do about it. */
            sentence: string;
            /** @description Where its subject is shown. */
            path: string;
            /** @description How many machines it is of, out of how many, and what the number was before it rose; null: it has none. */
            machines: number | null;
            outOf: number | null;
            before: number | null;
            openedAt: string;
            /** @description When something was told of it last. */
            newsAt: string;
            /** @description Its condition is gone since then, and it ends if that stays so; null: it is there. */
            clearSince: string | null;
            endedAt: string | null;
            /** @description So often it came back soon after its end. */
            returns: number;
            acknowledged: {
                by: string;
                at: string;
                reason: string | null;
            } | null;
        };
        /** @description The chain that makes a change of the audit trail show. */
        AuditChainView: {
            /** @description Entries that are linked. */
            linked: number;
            /** @description Entries that are not linked yet, and since when the oldest of them waits. */
            unlinked: {
                count: number;
                since: string | null;
            };
            /** @description null: none was signed yet. */
            head: components["schemas"]["AuditHeadView"] | null;
            /** @description Linked entries behind the newest signed head. */
            unsigned: number;
            /** @description The keys that sign, the newest first. */
            keys: {
                keyId: string;
                publicKey: string;
                madeAt: string;
            }[];
            /** @description null: nothing of it was pruned. */
            stub: components["schemas"]["AuditStubView"] | null;
            places: components["schemas"]["AuditPlaceView"][];
            /** @description null: it was never checked. */
            check: components["schemas"]["AuditCheckView"] | null;
        };
        /** @description What a check of the whole chain found. */
        AuditCheckView: {
            startedAt: string;
            finishedAt: string;
            count: number;
            /** @description Zero: nothing is wrong. */
            faultCount: number;
            /** @description The first ones, a sentence each. */
            faults: string[];
            /** @description With how many signed heads the chain was compared, by where they were. */
            compared: {
                inDatabase: number;
                outside: number;
            };
        };
        /** @description A head of the audit chain that was signed. */
        AuditHeadView: {
            /** @description How many entries it covers. */
            count: number;
            /** @description Of the newest of them, 64 hex digits. */
            hash: string;
            signedAt: string;
            keyId: string;
        };
        /** @description A place outside the database where signed heads are told. */
        AuditPlaceView: {
            target: string;
            /** @enum {string} */
            kind: "file" | "syslog" | "webhook";
            /** @description How many entries the newest head covers that got there; 0: none did. */
            count: number;
            deliveredAt: string | null;
            /** @description Since when nothing more gets there, and why; null: all is well. */
            failing: {
                since: string;
                why: string;
            } | null;
        };
        AuditRow: {
            seq: string;
            at: string;
            actor: {
                /** @enum {string} */
                kind: "user" | "machine" | "system";
                id: string | null;
                name: string;
                /** @description The API token by which a person acted: its name and first characters. */
                token: string | null;
            };
            action: string;
            object: {
                kind: string;
                id: string | null;
                name: string | null;
            };
            /** @enum {string} */
            outcome: "done" | "refused" | "failed";
            before: unknown;
            after: unknown;
            reason: string | null;
            requestId: string | null;
            address: string | null;
        };
        /** @description The oldest part of the chain, which is no longer kept, and what stands in its place. */
        AuditStubView: {
            /** @description How many entries went, and when they were written; those of earlier stubs are counted, not dated. */
            count: number;
            oldestAt: string;
            newestAt: string;
            keptDays: number;
            /** @description Who set how long entries are kept. */
            setBy: string | null;
            /** @description Of the link from which the chain goes on, 64 hex digits. */
            hash: string;
        };
        /** @description Why nothing is done. `text` says what happened and what to do, in plain words. */
        Blocker: {
            code: components["schemas"]["BlockerCode"];
            text: string;
        };
        /** @enum {string} */
        BlockerCode: "group-policy-rules" | "disabled-components" | "not-elevated" | "unsupported-os" | "networking-pack-missing" | "ipv6-missing" | "firewall-off" | "teredo-client-missing" | "no-server" | "unreadable";
        /** @description The one global brake: while it is on, no change starts anywhere. */
        BrakeView: {
            on: boolean;
            reason: string | null;
            setAt: string | null;
            setBy: string | null;
        };
        /** @description An evidence bundle that somebody asked for. */
        BundleView: {
            id: string;
            rollout: {
                id: string;
                name: string;
            };
            requestedBy: string;
            requestedAt: string;
            /**
             * @description `waiting`: nobody makes it yet; `preparing` until it can be taken; `gone`: its time is over, ask for it again.
             * @enum {string}
             */
            state: "waiting" | "preparing" | "ready" | "failed" | "gone";
            /** @description Why there is none, and what to do; null: nothing went wrong. */
            failure: string | null;
            /** @description null until it is finished. */
            file: {
                name: string;
                bytes: number;
                /** @description Of the whole file, 64 hex digits. */
                sha256: string;
                /** @description Of the key that signed it. */
                keyId: string;
                /** @description The rollout was still under way. */
                interim: boolean;
                finishedAt: string;
                expiresAt: string;
                /** @description On which of the server's hosts it lies. */
                host: string;
            } | null;
        };
        /** @description What a change would do, from the same `plan()` that the agent runs. It writes nothing. */
        ChangePreview: {
            machineId: string;
            desired: components["schemas"]["DesiredState"];
            steps: components["schemas"]["Step"][];
            blockers: components["schemas"]["Blocker"][];
            diff: {
                fact: string;
                now: string;
                then: string;
            }[];
            /** @description No steps, no blockers, and it works as wanted. */
            alreadyCompliant: boolean;
            /** @description Where nothing is to be set and it does not work as wanted: what is not so. */
            unmet: components["schemas"]["UnmetFact"][];
            basedOnObservedAt: string | null;
            warnings: string[];
            /** @description Names this very preview: pass it to `machine.toggle`, which refuses when the change would now be another one. */
            basis: string;
            /** @description What is proposed to tell the users of this machine. */
            notice: {
                policy: components["schemas"]["NoticePolicy"];
                texts: components["schemas"]["NoticeText"][];
            };
        };
        /**
         * @description Who changes something: a person on the machine, this product, whoever writes the policy, somebody in the registry.
         * @enum {string}
         */
        ChangeWay: "by-hand" | "by-this-product" | "by-policy" | "in-the-policy-registry" | "clearing-disabled-components";
        /** @enum {string} */
        CheckName: "nobody-to-judge" | "sample" | "success" | "coverage" | "late" | "blocked";
        /** @description Something that a wave was or will be looked at for, with its numbers. */
        CheckView: {
            name: components["schemas"]["CheckName"];
            passes: boolean;
            part: number;
            whole: number;
            /** @enum {string} */
            comparison: "at-least" | "at-most";
            percent: number | null;
            text: string;
        };
        /** @description What is written down on the machine, the winner of all sources. */
        ConfiguredTeredo: {
            at: number;
            type: components["schemas"]["TeredoType"] | components["schemas"]["Unknown"];
            typeSetBy: components["schemas"]["SetBy"];
            /** @description Without a trailing dot; null when none is written down. */
            serverName: string | null | components["schemas"]["Unknown"];
            serverNameSetBy: components["schemas"]["SetBy"];
            refreshIntervalSeconds: number | null;
            /** @description null: the system chooses. */
            clientPort: number | null;
        };
        /**
         * @description `offline`: was here, is not connected. `stale`: its facts are older than three observation periods.
         * @enum {string}
         */
        ContactState: "online" | "stale" | "offline" | "never-seen";
        /**
         * @description Who can decide, the strongest first.
         * @enum {string}
         */
        DecidingSource: "group-policy" | "local" | "default" | "disabled-components";
        /** @description Who decides on a machine what Teredo is, and what would become of a change. */
        Decision: {
            /** @description In words to read out. */
            text: string;
            type: components["schemas"]["ValueDecision"];
            serverName: components["schemas"]["ValueDecision"];
            refreshIntervalSeconds: components["schemas"]["ValueDecision"];
            clientPort: components["schemas"]["ValueDecision"];
            forecasts: components["schemas"]["Forecast"][];
            /** @description Facts without which the type's decision isn't certain. */
            missing: components["schemas"]["FactToFetch"][];
        };
        DecodedTeredoAddress: {
            address: string;
            server: string;
            clientIPv4: string;
            udpPort: number;
            cone: boolean;
            clientIsPrivate: boolean;
        };
        /** @description What a machine should be. The server sends this and nothing else: never a command. A null inside says "leave as it is", or, for `type`, "let the plan pick". */
        DesiredState: {
            teredo: {
                /** @enum {string} */
                mode: "on" | "off";
                /** @enum {string|null} */
                type: "client" | "enterpriseclient" | "natawareclient" | "default" | null;
                serverName: string | null;
                refreshIntervalSeconds: number | null;
                /** @description 1..65535; null lets the plan pick (XP and 2003 need one pinned for the firewall). */
                clientPort: number | null;
            };
            /** @enum {string} */
            ipv6: "install-if-missing" | "leave";
            /** @enum {string} */
            firewall: "allow-teredo" | "remove-exception" | "leave";
            /** @description Whether a step that takes effect only after a restart may be planned. */
            allowReboot: boolean;
            /** @description Whether Teredo may be turned on although the host firewall is off. */
            acceptFirewallOff: boolean;
        };
        /** @description What is going on, for a help desk: a documented code, a sentence, what it rests on, what would help. */
        Diagnosis: {
            code: string;
            severity: components["schemas"]["DiagnosisSeverity"];
            title: string;
            text: string;
            remedy: string | null;
            confidence: components["schemas"]["DiagnosisConfidence"];
            evidence: components["schemas"]["EvidenceFact"][];
            /** @description Facts that would make it surer; empty when nothing is missing. */
            missing: components["schemas"]["FactToFetch"][];
            /** @description How many looks in a row found it, the newest included. */
            looks: number;
            /** @description When the first of those looks was, by the machine's clock. */
            since: number;
        };
        /**
         * @description `certain`: measured, or the machine's own clear word. `likely`: little else fits. `possible`: worth a look.
         * @enum {string}
         */
        DiagnosisConfidence: "certain" | "likely" | "possible";
        /** @enum {string} */
        DiagnosisSeverity: "ok" | "info" | "warning" | "problem";
        Done: {
            /** @constant */
            ok: true;
        };
        DraftPlan: {
            target?: {
                filter: {
                    search?: string;
                    scope?: string[];
                    status?: ("pending" | "active" | "quarantined" | "retired")[];
                    contact?: ("online" | "stale" | "offline" | "never-seen")[];
                    silentSince?: string;
                    enrolledSince?: string;
                    retiredSince?: string;
                    change?: ("notifying" | "deferred" | "waiting-window" | "queued" | "running" | "verifying" | "requested" | "offered" | "lost-contact")[];
                    configured?: string[];
                    effective?: string[];
                    nat?: string[];
                    role?: ("unknown" | "client" | "host-specific-relay" | "relay" | "server" | "none")[];
                    reachable?: ("unknown" | "yes" | "no")[];
                    severity?: ("ok" | "info" | "warning" | "problem")[];
                    diagnosis?: string[];
                    platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                    os?: string[];
                    agentVersion?: string[];
                    label?: string[];
                    application?: string[];
                    finding?: string[];
                    policy?: string[];
                    server?: string[];
                    /** @enum {boolean} */
                    drifted?: false | true;
                    /** @enum {boolean} */
                    simulated?: false | true;
                };
                /** @enum {string} */
                mode: "frozen" | "live";
            };
            exclusions?: {
                filter: {
                    search?: string;
                    scope?: string[];
                    status?: ("pending" | "active" | "quarantined" | "retired")[];
                    contact?: ("online" | "stale" | "offline" | "never-seen")[];
                    silentSince?: string;
                    enrolledSince?: string;
                    retiredSince?: string;
                    change?: ("notifying" | "deferred" | "waiting-window" | "queued" | "running" | "verifying" | "requested" | "offered" | "lost-contact")[];
                    configured?: string[];
                    effective?: string[];
                    nat?: string[];
                    role?: ("unknown" | "client" | "host-specific-relay" | "relay" | "server" | "none")[];
                    reachable?: ("unknown" | "yes" | "no")[];
                    severity?: ("ok" | "info" | "warning" | "problem")[];
                    diagnosis?: string[];
                    platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                    os?: string[];
                    agentVersion?: string[];
                    label?: string[];
                    application?: string[];
                    finding?: string[];
                    policy?: string[];
                    server?: string[];
                    /** @enum {boolean} */
                    drifted?: false | true;
                    /** @enum {boolean} */
                    simulated?: false | true;
                };
                reason: string;
            }[];
            work?: {
                /** @constant */
                kind: "apply";
                desired: {
                    teredo: {
                        serverName: null | string;
                        refreshIntervalSeconds: null | number;
                        clientPort: null | number;
                        /** @enum {string} */
                        mode: "on" | "off";
                        /** @enum {null|string} */
                        type: null | "client" | "enterpriseclient" | "natawareclient" | "default";
                    };
                    /** @enum {string} */
                    ipv6: "install-if-missing" | "leave";
                    /** @enum {string} */
                    firewall: "leave" | "allow-teredo" | "remove-exception";
                    allowReboot: boolean;
                    acceptFirewallOff: boolean;
                };
            };
            waves?: {
                name: string;
                selection: {
                    /** @constant */
                    kind: "count";
                    count: null | number;
                } | {
                    /** @constant */
                    kind: "percent";
                    percent: null | number;
                } | {
                    /** @constant */
                    kind: "filter";
                    filter: {
                        search?: string;
                        scope?: string[];
                        status?: ("pending" | "active" | "quarantined" | "retired")[];
                        contact?: ("online" | "stale" | "offline" | "never-seen")[];
                        silentSince?: string;
                        enrolledSince?: string;
                        retiredSince?: string;
                        change?: ("notifying" | "deferred" | "waiting-window" | "queued" | "running" | "verifying" | "requested" | "offered" | "lost-contact")[];
                        configured?: string[];
                        effective?: string[];
                        nat?: string[];
                        role?: ("unknown" | "client" | "host-specific-relay" | "relay" | "server" | "none")[];
                        reachable?: ("unknown" | "yes" | "no")[];
                        severity?: ("ok" | "info" | "warning" | "problem")[];
                        diagnosis?: string[];
                        platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                        os?: string[];
                        agentVersion?: string[];
                        label?: string[];
                        application?: string[];
                        finding?: string[];
                        policy?: string[];
                        server?: string[];
                        /** @enum {boolean} */
                        drifted?: false | true;
                        /** @enum {boolean} */
                        simulated?: false | true;
                    };
                } | {
                    /** @constant */
                    kind: "rest";
                };
                gate: {
                    minSample?: null | number;
                    maxFailures?: null | number;
                    maxFailPercent?: null | number;
                    successPercent?: null | number;
                    coveragePercent?: null | number;
                    maxLatePercent?: null | number;
                    maxBlockedPercent?: null | number;
                    soakSeconds?: null | number;
                    /** @enum {string} */
                    promotion?: "automatic" | "by-hand";
                };
                patienceSeconds: null | number;
            }[];
            limits?: {
                atOnce: null | number;
                perMinute: null | number;
            };
            notice?: {
                policy: {
                    minimumNoticeSeconds?: null | number;
                    maxDeferrals?: null | number;
                    minimumDeferralSeconds?: null | number;
                    answerTimeoutSeconds?: null | number;
                    /** @enum {string} */
                    kind?: "none" | "inform" | "acknowledge" | "defer";
                    /** @enum {boolean} */
                    mayRefuse?: false | true;
                    /** @enum {string} */
                    whenNobodyLoggedOn?: "start" | "wait";
                };
                texts?: {
                    language: string;
                    title: string;
                    body: string;
                }[];
                document?: string;
            };
            windows?: {
                days: number[];
                from: string;
                to: string;
            }[];
            zoneIfUnknown?: string;
            witnesses?: string[];
            contactWindowSeconds?: null | number;
            verify?: {
                attempts: null | number;
                intervalSeconds: null | number;
            };
            startAt?: null | number;
            endAt?: null | number;
        };
        DraftView: {
            id: string;
            name: string;
            state: string;
            planHash: string;
            scope: {
                id: string;
                name: string;
            };
            draft: components["schemas"]["DraftPlan"];
            /** @description What users are told where `notice.texts` is left out, by what is to be changed; English first. */
            standardTexts: components["schemas"]["NoticeText"][];
            /** @description Of the notice that it uses, the version that its users are told, now if it is a draft; null: it uses none, or can't. */
            noticeVersion: {
                number: number;
                sha256: string;
            } | null;
            /** @description Empty: it can be submitted. */
            faults: components["schemas"]["PlanFault"][];
            author: {
                id: string;
                name: string;
            };
            /** @description Everybody who wrote a part of it, the author included: none of them may approve it. */
            editors: {
                id: string;
                name: string;
            }[];
        };
        /** @description What the running client says of itself. */
        EffectiveTeredo: {
            at: number;
            type: components["schemas"]["TeredoType"] | components["schemas"]["Unknown"];
            state: components["schemas"]["TeredoState"] | components["schemas"]["Unknown"];
            role: components["schemas"]["TeredoRole"] | null;
            /** @enum {string|null} */
            network: "managed" | "unmanaged" | null;
            nat: components["schemas"]["NatKind"] | null;
            error: components["schemas"]["TeredoErrorKind"] | null;
            errorCode: number | null;
            /** @description `address:port`, as the client prints it. */
            localMapping: string | null;
            externalMapping: string | null;
            /** @description The Teredo address in use, RFC 5952 text; null when there is none. */
            address: string | null;
        };
        /** @description A way to enrol machines; every text is whole sentences. */
        EnrolCommandView: {
            /** @enum {string} */
            platform: "linux" | "windows" | "windows-script" | "group-policy";
            title: string;
            /** @description What it is to be pasted into. */
            where: string;
            /** @description What has to be looked at first, since of this token and this address it may fail or open too much. */
            cautions: string[];
            /** @description What it needs and does. */
            notes: string[];
            command: string;
        };
        /** @description A way for which no command was made. `text`: why, and what helps. */
        EnrolGapView: {
            /** @enum {string} */
            platform: "linux" | "windows" | "windows-script" | "group-policy";
            title: string;
            text: string;
        };
        EtaView: {
            at: string | null;
            /** @description What the time is reckoned from, or why there is none. */
            basis: string;
        };
        /** @description Raw text that a fact was read from. `text` is capped at EVIDENCE_CAP characters by whoever collects it. */
        Evidence: {
            source: string;
            text: string;
            truncated: boolean;
            /** @description Only where the machine's own tables lack characters of it, as of Japanese: the text has U+FFFD in their place. */
            printed?: components["schemas"]["PrintedBytes"];
        };
        /** @description A fact that a diagnosis rests on: its place in the observation, its value there, and where that was read. */
        EvidenceFact: {
            fact: string;
            value: string;
            source: string;
        };
        /**
         * @description A fact that would settle a question, by a name that stays.
         * @enum {string}
         */
        FactCode: "windows-version" | "ipv6-stack" | "disabled-components" | "policy-values" | "local-values" | "state-line" | "state-with-rights" | "service-state" | "domain-membership" | "native-address" | "firewall-state" | "firewall-rule" | "used-ports" | "own-probe" | "peer-ping" | "later-look" | "miredo-configuration";
        /** @description What is not known, and the command or deed that tells it. */
        FactToFetch: {
            code: components["schemas"]["FactCode"];
            /** @description To follow "not known: ". */
            what: string;
            /** @description A command to type on the machine, or what to do in words. */
            how: string;
        };
        /** @description What a rule said on a day. */
        FindingDay: {
            /** @description `2026-11-28`, in UTC. */
            day: string;
            /** @description The instant of the numbers, the last one of that day that was counted. */
            countedAt: string;
            counts: {
                finding: number;
                unknown: number;
                "not-reviewed": number;
                pass: number;
                "not-applicable": number;
                waived: number;
            } & {
                [key: string]: number;
            };
        };
        /** @description What a rule said of the fleet day by day. */
        FindingHistory: {
            /** @description The instant of the newest numbers, which are those of today. */
            at: string;
            rule: components["schemas"]["FindingRuleRow"];
            /** @description Oldest first; a day on which nobody counted is missing. */
            days: components["schemas"]["FindingDay"][];
        };
        /**
         * @description Whether a rule asks that something be set as it says, or that something work. The two are never one verdict.
         * @enum {string}
         */
        FindingKind: "compliance" | "function";
        /** @description One named rule, with what it says of machines. */
        FindingRuleRow: {
            /** @description Lower case letters, digits and hyphens; it never changes. */
            id: string;
            /** @description Rises whenever the rule comes to mean something else: a waiver is of one version, and of no later one. */
            version: number;
            kind: components["schemas"]["FindingKind"];
            title: string;
            /** @enum {string} */
            severity: "high" | "medium" | "low";
            /** @description What it asks for, in our words. */
            demand: string;
            appliesTo: string;
            remedy: string;
            source: components["schemas"]["RuleSource"];
            /** @description Null: the product brings it. */
            own: components["schemas"]["OwnRuleState"] | null;
            /** @description Machines by verdict, each machine once. */
            counts: {
                finding: number;
                unknown: number;
                "not-reviewed": number;
                pass: number;
                "not-applicable": number;
                waived: number;
            } & {
                [key: string]: number;
            };
            /** @description Since when the machine is a finding that is one for longest, waived ones left out; null: none is. */
            oldestFindingSince: string | null;
            /** @description The same of the one that became a finding last. */
            newestFindingSince: string | null;
        };
        FindingRules: {
            /** @description The instant that all of it is of. */
            at: string;
            rows: components["schemas"]["FindingRuleRow"][];
            /** @description That match the filter. */
            machines: number;
            /** @description Of these, that never told anything, of which no rule says a word. */
            unseen: number;
        };
        /**
         * @description What a rule says of one machine. `not-reviewed`: the fact was never asked for, as by an agent of before it was read. `unknown`: it was asked for and not understood, or nothing was measured yet.
         * @enum {string}
         */
        FindingVerdict: "finding" | "unknown" | "not-reviewed" | "pass" | "not-applicable";
        FirewallFacts: {
            at: number;
            on: boolean | components["schemas"]["Unknown"];
            /** @description Whether UDP for Teredo may come in; null where the platform has no such notion. */
            teredoException: boolean | null | components["schemas"]["Unknown"];
            /** @description The port the exception opens; null: none, or the keyword `Teredo`. */
            exceptionPort: number | null;
            edgeTraversal: boolean | null | components["schemas"]["Unknown"];
            setBy: components["schemas"]["SetBy"];
        };
        /** @description What active machines were on a day, by its last numbers. */
        FleetDay: {
            /** @description `2026-11-29`, by UTC. */
            day: string;
            /** @description When it was counted last; of a day that was made good from history, its end. */
            countedAt: string;
            machines: number;
            /** @description Of these, that told anything. */
            seen: number;
            /** @description Each facet by its words; `null`: that was not kept of this day. */
            facets: {
                configured: {
                    [key: string]: number;
                };
                effective: {
                    [key: string]: number;
                };
                reachable: {
                    [key: string]: number;
                };
                turned: {
                    [key: string]: number;
                };
                nat: {
                    [key: string]: number;
                };
                server: {
                    [key: string]: number;
                };
                os: {
                    [key: string]: number;
                };
            };
        };
        FleetDays: {
            at: string;
            /** @description Days without numbers are missing. The last one is today. */
            days: components["schemas"]["FleetDay"][];
        };
        /** @description How many machines of one's scopes told which display language. */
        FleetLanguages: {
            /** @description The most machines first; null: they told none. */
            rows: {
                language: string | null;
                machines: number;
            }[];
            /** @description Only so many machines were looked at; null: all of them. */
            sampled: number | null;
        };
        /** @description What would become of turning Teredo on or off in one way. */
        Forecast: {
            way: components["schemas"]["ChangeWay"];
            /** @enum {string} */
            wish: "on" | "off";
            outcome: components["schemas"]["ForecastOutcome"];
            /** @description In words to read out. */
            text: string;
        };
        ForecastOutcome: "takes-effect" | "takes-effect-after-restart" | "already-so" | "no-effect-policy" | "no-effect-disabled-components" | "overwritten-by-policy" | "refused" | "not-possible" | "does-not-apply" | components["schemas"]["Unknown"];
        /** @description A time in which nothing starts anywhere but what gives earlier values back. */
        FreezeView: {
            id: string;
            name: string;
            from: string;
            to: string;
            reason: string;
            addedBy: string;
            addedAt: string;
            /** @description It holds now. */
            active: boolean;
        };
        /** @description Thresholds between a wave and the next (SPEC G1). Percents are whole, from 0 to 100. */
        Gate: {
            /** @description Results needed before a percent is judged, from 1. */
            minSample: number;
            /** @description So many new failures pause the rollout, from 1. */
            maxFailures: number;
            /** @description More than this share of the results failed pauses the rollout. */
            maxFailPercent: number;
            /** @description At least this share of the results must be good. */
            successPercent: number;
            /** @description At least this share of the machines to change must have a result. */
            coveragePercent: number;
            /** @description At most this share may have moved to the late pool. */
            maxLatePercent: number;
            /** @description At most this share of the wave may be blocked. */
            maxBlockedPercent: number;
            /** @description The checks must have held for so long. */
            soakSeconds: number;
            /** @enum {string} */
            promotion: "automatic" | "by-hand";
        };
        /** @description A check of a gate that holds the next wave, or would, and what can be done about it. */
        GateHold: {
            name: components["schemas"]["CheckName"];
            part: number;
            whole: number;
            /** @enum {string} */
            comparison: "at-least" | "at-most";
            percent: number | null;
            /** @description At most so many machines pass; null: it asks for machines instead. */
            allowed: number | null;
            text: string;
            remedy: string;
        };
        /** @description What keeps a rollout from going on, by the engine's own name. `wave` counts from 0; null: not about one wave. */
        HoldView: {
            name: "brake" | "frozen" | "paused" | "scheduled" | components["schemas"]["CheckName"] | "soak" | "promotion" | "under-way" | "late-pool" | "out-of-contact";
            wave: number | null;
            text: string;
            /** @description When it is over by itself; null: nobody can say. */
            until: string | null;
        };
        JobState: components["schemas"]["AgentJobState"] | "requested" | "offered" | "lost-contact" | "quarantined";
        JobView: {
            id: string;
            rolloutId: string;
            scopeId: string;
            machine: {
                id: string;
                hostname: string;
                simulated: boolean;
            };
            attempt: number;
            state: components["schemas"]["JobState"];
            terminal: boolean;
            detail: string | null;
            until: string | null;
            work: {
                /** @constant */
                kind: "apply";
                desired: components["schemas"]["DesiredState"];
            } | {
                /** @constant */
                kind: "restore";
                savedByJob: string;
            };
            steps: {
                step: components["schemas"]["Step"];
                /** @enum {string} */
                outcome: "done" | "failed" | "unknown" | "skipped";
                exitCode: number | null;
                output: string;
                startedAt: string;
                finishedAt: string;
            }[];
            unmet: components["schemas"]["UnmetFact"][];
            blockers: components["schemas"]["Blocker"][];
            before: components["schemas"]["Observation"] | null;
            after: components["schemas"]["Observation"] | null;
            createdAt: string;
            signedAt: string | null;
            offeredAt: string | null;
            goGrantedAt: string | null;
            startedAt: string | null;
            finishedAt: string | null;
            receipts: components["schemas"]["ReceiptView"][];
            events: {
                at: string;
                state: string;
                detail: string | null;
                /** @enum {string} */
                source: "agent" | "server";
                accepted: boolean;
            }[];
            /** @description Whether `job.undo` would be taken now, and why not. */
            undo: {
                possible: boolean;
                why: string | null;
            };
        };
        /**
         * @description How sure it is that a program sets the protection level.
         * @enum {string}
         */
        LevelConfidence: "named" | "likely" | "not-seen" | "not-judged";
        /** @description What became on one machine of the newest version that was offered to it. */
        MachineAgentUpdate: {
            version: string;
            state: components["schemas"]["AgentUpdateState"];
            /** @description Why, in the agent's words. */
            text: string | null;
            offeredAt: string;
            changedAt: string;
            /** @description Whether that version is offered to nobody any more. */
            stopped: boolean;
        };
        /** @description An application that asked. Its name is its own word for itself. */
        MachineApplication: {
            name: string;
            /** @description The account whose program asked last, as the machine's system names it. */
            askedBy: string;
            firstAskedAt: string;
            lastAskedAt: string;
        };
        MachineCounts: {
            total: number;
            byContact: {
                online: number;
                stale: number;
                offline: number;
                "never-seen": number;
            };
            byReachable: {
                yes: number;
                no: number;
                unknown: number;
            };
            byConfigured: {
                [key: string]: number;
            };
            byRole: {
                client: number;
                "host-specific-relay": number;
                relay: number;
                server: number;
                none: number;
                unknown: number;
            } & {
                [key: string]: number;
            };
            bySeverity: {
                ok: number;
                info: number;
                warning: number;
                problem: number;
            };
            byStatus: {
                pending: number;
                active: number;
                quarantined: number;
                retired: number;
            };
            /** @description The hundred labels that most machines have. */
            byLabel: {
                [key: string]: number;
            };
            /** @description Applications that asked for Teredo; the fifty that asked on most machines. */
            byApplication: {
                [key: string]: number;
            };
            /** @description Versions of the agent; the fifty that most machines have. */
            byAgentVersion: {
                [key: string]: number;
            };
            simulated: number;
        };
        MachineDetail: {
            id: string;
            hostname: string;
            labels: string[];
            scope: {
                id: string;
                name: string;
            };
            status: components["schemas"]["MachineStatus"];
            statusReason: string | null;
            contact: components["schemas"]["ContactState"];
            lastSeenAt: string | null;
            simulated: boolean;
            platform: string;
            osName: string | null;
            agentVersion: string;
            agentAge: components["schemas"]["AgentAge"];
            configuredType: string | null;
            configuredSetBy: string | null;
            effectiveState: string | null;
            /** @description Null: nothing was observed yet. */
            role: components["schemas"]["MachineRole"] | null;
            /** @enum {string|null} */
            reachable: "yes" | "no" | "unknown" | null;
            teredoAddress: string | null;
            diagnosis: {
                code: string;
                severity: components["schemas"]["DiagnosisSeverity"];
                title: string;
            } | null;
            /** @description The newest job that is not at its end. */
            activeJob: {
                id: string;
                rolloutId: string;
                state: components["schemas"]["JobState"];
            } | null;
            enrolledAt: string;
            /** @description Null: it does not wait to be let in. */
            waiting: components["schemas"]["Waiting"] | null;
            timeZone: string | null;
            hardwareId: string;
            /** @enum {string|null} */
            door: "ws" | "poll" | null;
            remote: string | null;
            /** @description The machine's own clock minus the server's; null: not known. */
            clock: {
                skewMs: number;
                wrong: boolean;
            } | null;
            observation: components["schemas"]["Observation"] | null;
            observedAt: string | null;
            receivedAt: string | null;
            desired: {
                state: components["schemas"]["DesiredState"];
                rolloutId: string;
                setAt: string;
            } | null;
            /** @description Wanted facts that are not so now; empty when compliant or nothing is desired. */
            drift: components["schemas"]["UnmetFact"][];
            decodedAddress: components["schemas"]["DecodedTeredoAddress"] | null;
            /** @description Other records of the same hardware id, the newest five: an earlier enrolment of this machine, or a copy. */
            sameHardware: components["schemas"]["SameHardware"][];
            /** @description From the newest observation and those before it, the worst first. */
            diagnoses: components["schemas"]["Diagnosis"][];
            /** @description Every rule by the newest observation; empty before the first one. */
            findings: components["schemas"]["RuleVerdict"][];
            /** @description Null: it has none, or which one isn't known. */
            teredoServer: components["schemas"]["MachineTeredoServer"] | null;
            /** @description Who decides what Teredo is on this machine; null before the first observation. */
            decision: components["schemas"]["Decision"] | null;
            /** @description Applications that asked for Teredo here, the newest first. */
            applications: components["schemas"]["MachineApplication"][];
            /** @description The newest version of the agent that was offered to it; null: none was. */
            agentUpdate: components["schemas"]["MachineAgentUpdate"] | null;
        };
        MachinePage: {
            rows: components["schemas"]["MachineRow"][];
            /** @description Opaque and signed; null: no further page. */
            nextCursor: string | null;
            previousCursor: string | null;
            /** @description Exact number of machines that match the filter. */
            total: number;
        };
        /** @description A policy as one machine knows it. */
        MachinePolicyView: {
            policy: {
                id: string;
                name: string;
                label: string;
                mode: components["schemas"]["PolicyModeView"];
                state: components["schemas"]["PolicyState"];
            };
            desired: components["schemas"]["DesiredState"];
            verdict: components["schemas"]["PolicyVerdict"];
            standing: components["schemas"]["PolicyStandingKind"];
            /** @description Policies that disagree with it here. */
            rivals: {
                id: string;
                name: string;
            }[];
            since: string;
            observedAt: string | null;
            steps: components["schemas"]["Step"][];
            blockers: {
                code: string;
                text: string;
            }[];
            unmet: string[];
            /**
             * @description Of drift that is repaired by none now: why; null: it is repaired by the next one, or by none at all.
             * @enum {string|null}
             */
            waits: "grace" | "busy" | "again" | "often" | "untaken" | null;
            /** @description The newest repair of it on this machine. */
            lastRepair: {
                rolloutId: string;
                name: string;
                state: string;
                at: string;
            } | null;
        };
        /** @description A program on the page of one machine. */
        MachineProgramRow: {
            verdict: components["schemas"]["ShownProgramVerdict"];
            /** @description Why, as a whole, and what to do. */
            text: string;
            /** @description Null: there was nothing to judge. */
            sockets: {
                verdict: components["schemas"]["Readiness"];
                text: string;
                functions: components["schemas"]["ProgramFunction"][];
            } | null;
            protectionLevel: {
                verdict: components["schemas"]["Readiness"];
                text: string;
                confidence: components["schemas"]["LevelConfidence"];
                names: string[];
            } | null;
            /** @description A null verdict: this system has no exceptions of programs. */
            exception: {
                verdict: components["schemas"]["Readiness"] | null;
                text: string;
                kind: components["schemas"]["ProgramException"];
            } | null;
            file: {
                machine: string | null;
                isManaged: boolean;
                /** @description In bytes. */
                size: number;
                /** @description Milliseconds since 1970, as the file system has it. */
                modifiedAt: number;
            } | null;
            /** @description Since when it is so, and when it was last told. */
            since: string | null;
            reportedAt: string | null;
            program: {
                id: string;
                path: string;
                name: string;
            };
        };
        /** @description What Teredo is on a machine. Only a client reaches the IPv6 internet through it: a host-specific relay serves its own host, which has another way there, and a relay or a server serves others. `none`: it is off or does not run. */
        MachineRole: components["schemas"]["TeredoRole"] | "relay" | "server" | "none" | "unknown";
        MachineRow: {
            id: string;
            hostname: string;
            labels: string[];
            scope: {
                id: string;
                name: string;
            };
            status: components["schemas"]["MachineStatus"];
            statusReason: string | null;
            contact: components["schemas"]["ContactState"];
            lastSeenAt: string | null;
            simulated: boolean;
            platform: string;
            osName: string | null;
            agentVersion: string;
            agentAge: components["schemas"]["AgentAge"];
            configuredType: string | null;
            configuredSetBy: string | null;
            effectiveState: string | null;
            /** @description Null: nothing was observed yet. */
            role: components["schemas"]["MachineRole"] | null;
            /** @enum {string|null} */
            reachable: "yes" | "no" | "unknown" | null;
            teredoAddress: string | null;
            diagnosis: {
                code: string;
                severity: components["schemas"]["DiagnosisSeverity"];
                title: string;
            } | null;
            /** @description The newest job that is not at its end. */
            activeJob: {
                id: string;
                rolloutId: string;
                state: components["schemas"]["JobState"];
            } | null;
            enrolledAt: string;
            /** @description Null: it does not wait to be let in. */
            waiting: components["schemas"]["Waiting"] | null;
        };
        /** @enum {string} */
        MachineStatus: "pending" | "active" | "quarantined" | "retired";
        /** @description The server a machine has. */
        MachineTeredoServer: {
            /** @description As the machine has it, in the one spelling. */
            name: string;
            /** @description Its entry in the directory; null: nobody listed it. */
            listedAs: string | null;
            /** @description The machine names none: it is the known default of its Windows. */
            byDefault: boolean;
            /** @description Whether Teredo is set to be on there. */
            inUse: boolean;
            health: components["schemas"]["TeredoServerHealth"];
        };
        /**
         * @description Where a machine of a rollout stands, for filters and segments.
         * @enum {string}
         */
        MemberGroup: "waiting" | "begun" | "good" | "bad" | "skipped" | "excluded" | "unknown";
        MemberRow: {
            machine: {
                id: string;
                hostname: string;
                simulated: boolean;
                status: components["schemas"]["MachineStatus"];
                /** @description What Teredo is on it now; null: nothing was observed yet. */
                role: components["schemas"]["MachineRole"] | null;
            };
            /** @description From 0; null: it joined late and belongs to the late pool alone. */
            wave: number | null;
            late: boolean;
            /** @description Why it is in its wave. */
            reason: string;
            /** @description Why it is left alone; null: it is not. */
            excluded: string | null;
            group: components["schemas"]["MemberGroup"];
            /** @description The attempt that counts; null: no job was made yet. */
            attempt: number | null;
            jobId: string | null;
            /** @description State of that attempt's job; `waiting-wave` before there is one, `excluded` when it is left alone. */
            state: string;
            acknowledged: boolean;
            /** @description Why this machine is not done, or what became of it, in one sentence. */
            why: string;
            /** @description What happens next by itself; null: nothing does. */
            next: string | null;
            nextAt: string | null;
        };
        /** @enum {string} */
        NatKind: "none" | "cone" | "restricted" | "restricted-port" | "symmetric-port" | "symmetric-address" | "symmetric";
        /** @description Shown once: the secret is not kept. */
        NewToken: {
            token: components["schemas"]["TokenView"];
            text: string;
            commands: components["schemas"]["EnrolCommandView"][];
            gaps: components["schemas"]["EnrolGapView"][];
        };
        /** @description Machines by the answer of the newest round, one each: of several people the one that keeps the change waiting longest. */
        NoticeAnswerCounts: {
            informed: number;
            acknowledged: number;
            deferred: number;
            refused: number;
            /** @description Timed out, or closed without an answer. */
            unanswered: number;
            /** @description Nobody was logged on. */
            nobody: number;
            /** @description Two people decided in an emergency that no answer is waited for, whatever was answered. */
            overridden: number;
            /** @description No channel could show it. */
            notShown: number;
            /** @description There is no receipt yet. */
            noWord: number;
            /** @description Their job ended without a receipt: nothing was to be changed on most of them. */
            neverTold: number;
        };
        /** @description Machines by how far their notice came; each number is a part of the one before it. */
        NoticeCounts: {
            /** @description Machines that are to be asked or were, without those that are left out. */
            planned: number;
            /** @description Their signed job was offered to their agent. */
            sent: number;
            /** @description Their agent has it. */
            onMachine: number;
            /** @description Somebody had it displayed, as far as the channel can tell. */
            shown: number;
            answers: components["schemas"]["NoticeAnswerCounts"];
        };
        NoticeFunnelView: {
            total: components["schemas"]["NoticeCounts"];
            /** @description Of each wave, by number, its late machines among them. Who joined later stands in the total alone. */
            waves: components["schemas"]["NoticeCounts"][];
        };
        /** @description Machines by what an override of the notice comes to on them. */
        NoticeOverrideCounts: {
            /** @description Somebody there has put the change off: that would count no more. */
            putOff: number;
            /** @description Asked, and not answered as the change needs it. */
            asked: number;
            /** @description Their agent has nothing of it yet: people there would be shown it, and never asked. */
            notYet: number;
            /** @description An override that was granted before is still to be followed there, or is: none is asked for beside it. */
            already: number;
            /** @description Nobody is to be told there, everybody has agreed, or it has begun or ended. */
            over: number;
        };
        NoticeOverrideHits: {
            machines: number;
            /** @description Names of the first of them in the order of the alphabet, so many that they can be read. */
            first: string[];
        };
        NoticeOverridePreview: {
            /** @description Machines that would be changed without an answer: those that put it off, are asked or have nothing of it yet. */
            machines: number;
            /** @description Of those: not connected, and told when they come back. */
            away: number;
            counts: components["schemas"]["NoticeOverrideCounts"];
            /** @description People who refuse or put off with the notice's minimum still to come are left that time, seconds. */
            minimumNoticeSeconds: number;
        };
        /**
         * @description `asked`: a second person has to grant it. `granted`: machines are told. `lapsed`: nobody granted it in time.
         * @enum {string}
         */
        NoticeOverrideState: "asked" | "granted" | "refused" | "lapsed";
        /** @description An emergency: machines of a rollout are changed without waiting for anybody's answer, since two people decided so. */
        NoticeOverrideView: {
            id: string;
            state: components["schemas"]["NoticeOverrideState"];
            /** @description Machines that it was asked for. */
            machines: number;
            askedBy: {
                id: string;
                name: string;
            };
            askedAt: string;
            askReason: string;
            /** @description Of one that is asked for: until when it can be granted. Of one that was: until when machines take it. */
            validUntil: string | null;
            /** @description Null: nobody did. */
            grantedBy: {
                id: string;
                name: string;
            } | null;
            grantedAt: string | null;
            grantReason: string | null;
            /** @description Who refused it; null: nobody did. */
            closedBy: {
                id: string;
                name: string;
            } | null;
            closedAt: string | null;
            closeReason: string | null;
            /** @description Of one that is asked for: whom it would hit if it were granted now. Null: it is not asked for any more. */
            hits: components["schemas"]["NoticeOverrideHits"] | null;
            /** @description Machines whose people were passed over by it: a receipt says so, or it started by nothing else. Each counts once. */
            applied: number;
            /** @description Machines that have not taken it, and may yet. */
            waiting: number;
            /** @description Machines for which the signer refused it. */
            notSigned: number;
        };
        NoticePolicy: {
            /** @enum {string} */
            kind: "none" | "inform" | "acknowledge" | "defer";
            mayRefuse: boolean;
            minimumNoticeSeconds: number;
            maxDeferrals: number;
            minimumDeferralSeconds: number;
            answerTimeoutSeconds: number;
            /** @enum {string} */
            whenNobodyLoggedOn: "start" | "wait";
        };
        /** @description A notice of a list, with its newest version. */
        NoticeRow: {
            /** @description Of a standard notice a word: `standard-teredo-on`. */
            id: string;
            name: string;
            /** @description It comes with the product, can't be edited, and is there to be copied. */
            standard: boolean;
            /** @description Null: in every scope. */
            scope: {
                id: string;
                name: string;
            } | null;
            archivedAt: string | null;
            languages: string[];
            /** @description Null: a standard notice. */
            newest: components["schemas"]["NoticeVersionRow"] | null;
        };
        NoticeText: {
            language: string;
            title: string;
            body: string;
        };
        /** @description Which words of a notice, and whose. */
        NoticeVersionRow: {
            number: number;
            /** @description SHA-256, hex, of the RFC 8785 text of its words. */
            sha256: string;
            languages: string[];
            author: string;
            savedAt: string;
            /** @description When a plan that uses it was first submitted: it stays as it is since then. Null: none was. */
            usedAt: string | null;
        };
        NoticeVersionView: {
            number: number;
            /** @description SHA-256, hex, of the RFC 8785 text of its words. */
            sha256: string;
            languages: string[];
            author: string;
            savedAt: string;
            /** @description When a plan that uses it was first submitted: it stays as it is since then. Null: none was. */
            usedAt: string | null;
            texts: components["schemas"]["NoticeWords"][];
        };
        NoticeView: {
            /** @description Of a standard notice a word: `standard-teredo-on`. */
            id: string;
            name: string;
            /** @description It comes with the product, can't be edited, and is there to be copied. */
            standard: boolean;
            /** @description Null: in every scope. */
            scope: {
                id: string;
                name: string;
            } | null;
            archivedAt: string | null;
            languages: string[];
            /** @description Null: a standard notice. */
            newest: components["schemas"]["NoticeVersionRow"] | null;
            texts: components["schemas"]["NoticeWords"][];
            /** @description The newest first; a standard notice has none. */
            versions: components["schemas"]["NoticeVersionRow"][];
            fleet: components["schemas"]["FleetLanguages"];
        };
        /** @description What somebody wrote for the users of one language. Each part may hold placeholders. */
        NoticeWords: {
            /** @description BCP 47 tag. */
            language: string;
            title: string;
            /** @description What else there is to say; stands first. */
            body: string;
            /** @description What changes on the machine. */
            changes: string;
            /** @description When it happens. */
            when: string;
            /** @description Whom to ask. */
            whom: string;
        };
        NudgeView: {
            /** @description Machines whose notice is shown again. */
            machines: number;
            /** @description Of those: not connected, and told when they come back. */
            away: number;
            leftAlone: {
                /** @description Somebody there has put the change off, and is asked when that time is over. */
                putOff: number;
                /** @description The notice is up. */
                isUp: number;
                /** @description Nobody is logged on; whoever logs on is asked within a minute. */
                nobody: number;
                /** @description Nudged in the last quarter of an hour. */
                lately: number;
                /** @description Their agent has nothing of it yet. */
                notYet: number;
                /** @description Answered, begun or ended. */
                over: number;
            };
        };
        Observation: {
            os: {
                family: components["schemas"]["OsFamily"];
                /** @description For a reader: `Windows XP Professional SP3`, `Debian GNU/Linux 12`. */
                name: string;
                /** @description `5.1.2600`, `10.0.22631`, `12`. */
                version: string;
                servicePack: number | null;
                /** @description BCP 47 tag; null when not known. */
                displayLanguage: string | null;
            };
            elevated: boolean | components["schemas"]["Unknown"];
            /** @description Member of an Active Directory domain: decides between `client` and `enterpriseclient`. */
            domainJoined: boolean | components["schemas"]["Unknown"];
            ipv6: {
                installed: boolean | components["schemas"]["Unknown"];
                /** @description The registry value, 0 when absent; null where there is none (XP, Linux). */
                disabledComponents: number | null | components["schemas"]["Unknown"];
                /** @description A global address that is neither Teredo nor 6to4; null when there is none. */
                nativeGlobalAddress: string | null | components["schemas"]["Unknown"];
            };
            configured: components["schemas"]["ConfiguredTeredo"];
            /** @description Null: the agent didn't tell the sources apart. */
            sources: components["schemas"]["TeredoSources"] | null;
            effective: components["schemas"]["EffectiveTeredo"];
            reachable: components["schemas"]["Reachability"];
            firewall: components["schemas"]["FirewallFacts"];
            service: components["schemas"]["ServiceFacts"];
            evidence: components["schemas"]["Evidence"][];
        };
        OsFamily: "windows" | "linux" | components["schemas"]["Unknown"];
        /** @description What stands on the overview besides the machines themselves. */
        OverviewNumbers: {
            at: string;
            /** @description `repairs`: those of policies that run or are paused, which the others leave out. */
            rollouts: {
                running: number;
                paused: number;
                awaitingApproval: number;
                repairs: number;
            };
            /** @description Machines where a change waits for what somebody there answers. */
            noticesWaiting: number;
            findings: {
                open: number;
                waived: number;
            };
            /** @description Versions of agents that lack what this server counts on, and how many machines have one. */
            tooOld: {
                machines: number;
                versions: string[];
            };
            /** @description Not connected, of those that ever were. */
            silent: number;
            alerts: {
                open: number;
                unacknowledged: number;
            };
        };
        OwnRuleDetail: {
            /** @description Lower case letters, digits and hyphens; it never changes. */
            id: string;
            /** @description Rises whenever the rule comes to mean something else: a waiver is of one version, and of no later one. */
            version: number;
            kind: components["schemas"]["FindingKind"];
            title: string;
            /** @enum {string} */
            severity: "high" | "medium" | "low";
            /** @description What it asks for, in our words. */
            demand: string;
            appliesTo: string;
            remedy: string;
            source: components["schemas"]["RuleSource"];
            own: components["schemas"]["OwnRuleState"];
            /** @description To be named when it is changed. */
            revision: number;
            createdBy: string;
            createdAt: string;
            changedBy: string;
            changedAt: string;
            /** @description The newest first. */
            versions: components["schemas"]["OwnRuleVersionView"][];
        };
        /** @description Whom a rule would hit. */
        OwnRulePreview: {
            at: string;
            /** @description That match the filter. */
            machines: number;
            /** @description Of these, that told nothing yet: no rule says a word of them. */
            unseen: number;
            /** @description How many of the others were judged; the numbers are made up from them to all of the others where it is not each. */
            looked: number;
            exact: boolean;
            counts: {
                finding: number;
                unknown: number;
                "not-reviewed": number;
                pass: number;
                "not-applicable": number;
            };
            examples: {
                finding: components["schemas"]["RuleExample"][];
                unknown: components["schemas"]["RuleExample"][];
                "not-reviewed": components["schemas"]["RuleExample"][];
                pass: components["schemas"]["RuleExample"][];
                "not-applicable": components["schemas"]["RuleExample"][];
            };
        };
        /** @description What there is to say of a rule of the organisation's own, besides what there is of any rule. */
        OwnRuleState: {
            /** @description Null: it is asked of machines of every scope. */
            scope: {
                id: string;
                name: string;
            } | null;
            /** @description Null: it is for every machine. */
            appliesWhen: string | null;
            asks: string;
            /** @description Null: every machine was judged by it. */
            judging: components["schemas"]["RuleJudging"] | null;
            /** @description Null: it is asked. */
            retired: {
                by: string;
                at: string;
                reason: string;
            } | null;
        };
        /** @description What a rule meant once. */
        OwnRuleVersionView: {
            version: number;
            kind: components["schemas"]["FindingKind"];
            appliesWhen: string | null;
            asks: string;
            changedBy: string;
            changedAt: string;
        };
        /** @description A rule of the organisation's own. */
        OwnRuleView: {
            /** @description Lower case letters, digits and hyphens; it never changes. */
            id: string;
            /** @description Rises whenever the rule comes to mean something else: a waiver is of one version, and of no later one. */
            version: number;
            kind: components["schemas"]["FindingKind"];
            title: string;
            /** @enum {string} */
            severity: "high" | "medium" | "low";
            /** @description What it asks for, in our words. */
            demand: string;
            appliesTo: string;
            remedy: string;
            source: components["schemas"]["RuleSource"];
            own: components["schemas"]["OwnRuleState"];
            /** @description To be named when it is changed. */
            revision: number;
            createdBy: string;
            createdAt: string;
            changedBy: string;
            changedAt: string;
        };
        /** @description What this server itself heard when it asked last. */
        OwnServerMeasurement: {
            measuredAt: string;
            outcome: components["schemas"]["ServerOutcome"];
            /** @description Why an address that the name gave was not asked. */
            fault: string | null;
            addresses: string[];
            roundTripMs: number | null;
            lastAnswerAt: string | null;
        };
        /** @description Machines that were something else at the second moment. */
        PastComparison: {
            at: string;
            /** @description The clock on the wall showed the time twice that day; this is the other one, or null. */
            otherwise: string | null;
            /** @description What machines reported before this is not kept any more; null: all of it is. */
            keptSince: string | null;
            /** @description Receipts of changes that ended before this were removed: who was told by those alone has nothing on record. Null: none were. */
            toldKeptSince: string | null;
            until: string;
            /** @description The clock on the wall showed the second moment twice; this is the other one, or null. */
            untilOtherwise: string | null;
            same: number;
            different: number;
            /** @description From nothing to something, or the other way, is told by null. */
            changes: {
                /** @enum {string} */
                fact: "status" | "configured" | "effective" | "reachable";
                from: string | null;
                to: string | null;
                machines: number;
            }[];
            rows: {
                id: string;
                hostname: string;
                simulated: boolean;
                /** @description Of its enrolment at each moment; null: it was not enrolled yet. */
                statusBefore: components["schemas"]["MachineStatus"] | null;
                statusAfter: components["schemas"]["MachineStatus"] | null;
                before: components["schemas"]["PastState"] | null;
                after: components["schemas"]["PastState"] | null;
            }[];
            nextCursor: string | null;
        };
        /** @description Machines by what they were at a moment. */
        PastFleet: {
            at: string;
            /** @description The clock on the wall showed the time twice that day; this is the other one, or null. */
            otherwise: string | null;
            /** @description What machines reported before this is not kept any more; null: all of it is. */
            keptSince: string | null;
            /** @description Receipts of changes that ended before this were removed: who was told by those alone has nothing on record. Null: none were. */
            toldKeptSince: string | null;
            /** @description Machines of today that were enrolled then and had reported. */
            known: number;
            /** @description Those that had not. */
            unknown: number;
            byConfigured: {
                [key: string]: number;
            };
            byEffective: {
                [key: string]: number;
            };
            byReachable: {
                [key: string]: number;
            };
            byRole: {
                [key: string]: number;
            };
            bySeverity: {
                [key: string]: number;
            };
            byOs: {
                [key: string]: number;
            };
            byNat: {
                [key: string]: number;
            };
            /** @description By name; `none`: none, or not known. */
            byServer: {
                [key: string]: number;
            };
            /** @description What people had been told last, by word; `nothing`: nothing is on record. */
            byTold: {
                [key: string]: number;
            };
            /** @description Verdicts of each rule that said anything then. */
            findings: {
                verdict: string;
                machines: number;
                ruleId: string;
                /** @description What it is called today; null: the asker may not see it. */
                ruleTitle: string | null;
                ruleVersion: number;
            }[];
        };
        PastJob: {
            id: string;
            rolloutId: string;
            state: string;
            at: string;
            detail: string | null;
        };
        /** @description Everything that is known of a machine at a moment. */
        PastMachine: {
            at: string;
            /** @description The clock on the wall showed the time twice that day; this is the other one, or null. */
            otherwise: string | null;
            /** @description What machines reported before this is not kept any more; null: all of it is. */
            keptSince: string | null;
            /** @description Receipts of changes that ended before this were removed: who was told by those alone has nothing on record. Null: none were. */
            toldKeptSince: string | null;
            id: string;
            hostname: string;
            /** @description Of its enrolment then; null: it was not enrolled yet. */
            status: components["schemas"]["MachineStatus"] | null;
            state: components["schemas"]["PastState"] | null;
            /** @description The whole observation, without what was printed; null: none was kept. */
            observation: unknown;
            verdicts: components["schemas"]["PastVerdict"][];
            /** @description Of changes that were not over at the moment, and of the newest that was. */
            jobs: components["schemas"]["PastJob"][];
            receipts: components["schemas"]["PastReceipt"][];
        };
        PastMachineRow: {
            id: string;
            hostname: string;
            simulated: boolean;
            /** @description Of its enrolment then: pending, active, quarantined, retired. */
            status: components["schemas"]["MachineStatus"];
            /** @description Null: it had reported nothing by then. */
            state: components["schemas"]["PastState"] | null;
            told: components["schemas"]["PastTold"] | null;
        };
        PastMachines: {
            at: string;
            /** @description The clock on the wall showed the time twice that day; this is the other one, or null. */
            otherwise: string | null;
            /** @description What machines reported before this is not kept any more; null: all of it is. */
            keptSince: string | null;
            /** @description Receipts of changes that ended before this were removed: who was told by those alone has nothing on record. Null: none were. */
            toldKeptSince: string | null;
            rows: components["schemas"]["PastMachineRow"][];
            nextCursor: string | null;
        };
        /** @description A receipt as far as it had come by a moment. */
        PastReceipt: {
            jobId: string;
            session: string;
            user: string | null;
            channel: string;
            language: string;
            displayedAt: string | null;
            /** @description Null: nothing was answered by then. */
            answer: string | null;
            answeredAt: string | null;
            deferredUntil: string | null;
            overriddenBy: string[];
        };
        /** @description What a machine was at a moment, as it reported it. */
        PastState: {
            /** @description It was observed so, and not otherwise until the moment. */
            since: string;
            osName: string;
            configured: string;
            setBy: string;
            effective: string;
            reachable: string;
            role: string;
            /** @description Code of the worst diagnosis. */
            diagnosis: string;
            /** @description What it is called today. */
            diagnosisTitle: string;
            severity: string;
            /** @description Kind of the NAT before it; `unknown`: neither its client nor the probe said. */
            nat: string;
            /** @description Teredo server that it had; null: none, or not known. */
            server: string | null;
            teredoAddress: string | null;
        };
        /** @description What people had been told by a moment of changes to a machine, by the newest notice. */
        PastTold: {
            /** @description `shown`: it was displayed and nothing answered yet; otherwise the answer of the receipt. */
            word: string;
            at: string;
            jobId: string;
            user: string | null;
        };
        PastVerdict: {
            ruleId: string;
            /** @description What it is called today; null: the asker may not see it. */
            ruleTitle: string | null;
            ruleVersion: number;
            verdict: string;
            since: string;
        };
        /** @description A ping through the machine's own Teredo interface to a Teredo peer. */
        PeerPing: {
            peer: string;
            sent: number;
            received: number;
        };
        /** @description What is missing or wrong in a plan. `field`: its path, such as `waves.0.selection.percent`. */
        PlanFault: {
            field: string;
            text: string;
        };
        PlannedPlan: {
            waves: {
                name: string;
                selection: {
                    /** @constant */
                    kind: "count";
                    count: number;
                } | {
                    /** @constant */
                    kind: "percent";
                    percent: number;
                } | {
                    /** @constant */
                    kind: "filter";
                    filter: {
                        search?: string;
                        scope?: string[];
                        status?: ("pending" | "active" | "quarantined" | "retired")[];
                        contact?: ("online" | "stale" | "offline" | "never-seen")[];
                        silentSince?: string;
                        enrolledSince?: string;
                        retiredSince?: string;
                        change?: ("notifying" | "deferred" | "waiting-window" | "queued" | "running" | "verifying" | "requested" | "offered" | "lost-contact")[];
                        configured?: string[];
                        effective?: string[];
                        nat?: string[];
                        role?: ("unknown" | "client" | "host-specific-relay" | "relay" | "server" | "none")[];
                        reachable?: ("unknown" | "yes" | "no")[];
                        severity?: ("ok" | "info" | "warning" | "problem")[];
                        diagnosis?: string[];
                        platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                        os?: string[];
                        agentVersion?: string[];
                        label?: string[];
                        application?: string[];
                        finding?: string[];
                        policy?: string[];
                        server?: string[];
                        /** @enum {boolean} */
                        drifted?: false | true;
                        /** @enum {boolean} */
                        simulated?: false | true;
                    };
                } | {
                    /** @constant */
                    kind: "rest";
                };
                gate: components["schemas"]["Gate"];
                patienceSeconds: number;
            }[];
            limits: {
                atOnce: null | number;
                perMinute: null | number;
            };
            notice: {
                policy: {
                    /** @enum {string} */
                    kind: "none" | "inform" | "acknowledge" | "defer";
                    mayRefuse: boolean;
                    minimumNoticeSeconds: number;
                    maxDeferrals: number;
                    minimumDeferralSeconds: number;
                    answerTimeoutSeconds: number;
                    /** @enum {string} */
                    whenNobodyLoggedOn: "start" | "wait";
                };
                texts: {
                    language: string;
                    title: string;
                    body: string;
                }[];
            };
            windows: {
                days: number[];
                from: string;
                to: string;
            }[];
            zoneIfUnknown: string;
            witnesses: string[];
            contactWindowSeconds: number;
            verify: {
                attempts: number;
                intervalSeconds: number;
            };
            startAt: null | number;
            endAt: number;
            /** @constant */
            v: 1;
            /** @constant */
            kind: "planned";
            target: {
                filter: {
                    search?: string;
                    scope?: string[];
                    status?: ("pending" | "active" | "quarantined" | "retired")[];
                    contact?: ("online" | "stale" | "offline" | "never-seen")[];
                    silentSince?: string;
                    enrolledSince?: string;
                    retiredSince?: string;
                    change?: ("notifying" | "deferred" | "waiting-window" | "queued" | "running" | "verifying" | "requested" | "offered" | "lost-contact")[];
                    configured?: string[];
                    effective?: string[];
                    nat?: string[];
                    role?: ("unknown" | "client" | "host-specific-relay" | "relay" | "server" | "none")[];
                    reachable?: ("unknown" | "yes" | "no")[];
                    severity?: ("ok" | "info" | "warning" | "problem")[];
                    diagnosis?: string[];
                    platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                    os?: string[];
                    agentVersion?: string[];
                    label?: string[];
                    application?: string[];
                    finding?: string[];
                    policy?: string[];
                    server?: string[];
                    /** @enum {boolean} */
                    drifted?: false | true;
                    /** @enum {boolean} */
                    simulated?: false | true;
                };
                /** @enum {string} */
                mode: "frozen" | "live";
            };
            exclusions: {
                filter: {
                    search?: string;
                    scope?: string[];
                    status?: ("pending" | "active" | "quarantined" | "retired")[];
                    contact?: ("online" | "stale" | "offline" | "never-seen")[];
                    silentSince?: string;
                    enrolledSince?: string;
                    retiredSince?: string;
                    change?: ("notifying" | "deferred" | "waiting-window" | "queued" | "running" | "verifying" | "requested" | "offered" | "lost-contact")[];
                    configured?: string[];
                    effective?: string[];
                    nat?: string[];
                    role?: ("unknown" | "client" | "host-specific-relay" | "relay" | "server" | "none")[];
                    reachable?: ("unknown" | "yes" | "no")[];
                    severity?: ("ok" | "info" | "warning" | "problem")[];
                    diagnosis?: string[];
                    platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                    os?: string[];
                    agentVersion?: string[];
                    label?: string[];
                    application?: string[];
                    finding?: string[];
                    policy?: string[];
                    server?: string[];
                    /** @enum {boolean} */
                    drifted?: false | true;
                    /** @enum {boolean} */
                    simulated?: false | true;
                };
                reason: string;
            }[];
            work: {
                /** @constant */
                kind: "apply";
                desired: {
                    teredo: {
                        /** @enum {string} */
                        mode: "on" | "off";
                        /** @enum {null|string} */
                        type: null | "client" | "enterpriseclient" | "natawareclient" | "default";
                        serverName: null | string;
                        refreshIntervalSeconds: null | number;
                        clientPort: null | number;
                    };
                    /** @enum {string} */
                    ipv6: "install-if-missing" | "leave";
                    /** @enum {string} */
                    firewall: "leave" | "allow-teredo" | "remove-exception";
                    allowReboot: boolean;
                    acceptFirewallOff: boolean;
                };
            };
            noticeVersion?: {
                document: string;
                number: number;
                sha256: string;
            };
            members?: {
                machines: number;
                sha256: string;
            };
        };
        /** @description `plan`: as its author wrote it; null for a rollback of many machines, which nobody wrote. */
        PlannedView: {
            scopeId: string;
            waves: components["schemas"]["WaveView"][];
            latePool: components["schemas"]["WaveCounts"];
            /** @description Waves and late pool together, each machine once. */
            totals: components["schemas"]["WaveCounts"];
            /** @description Machines of which nothing is known now. */
            unknown: number;
            holds: components["schemas"]["HoldView"][];
            startsAt: string | null;
            endsAt: string | null;
            brake: boolean;
            frozenUntil: string | null;
            eta: components["schemas"]["EtaView"];
            may: components["schemas"]["VerbView"][];
            overrideNeedsTwo: boolean;
            plan: components["schemas"]["PlannedPlan"] | null;
        };
        /** @description Another policy of the scope that can't be followed where this one is. */
        PolicyConflict: {
            policy: {
                id: string;
                name: string;
                label: string;
                mode: components["schemas"]["PolicyModeView"];
            };
            /** @description What they disagree about, in the words of the desired state's fields. */
            about: string[];
            /** @description Machines in use that have both labels. */
            machines: number;
            /**
             * @description `undecided`: neither acts on those. `by-mode`: nobody decided, and one of them only looks.
             * @enum {string}
             */
            outcome: "this" | "other" | "undecided";
            decided: {
                by: string;
                at: string;
                reason: string;
            } | null;
        };
        /** @description Machines in use that a policy is for, by what it finds there. */
        PolicyCounts: {
            machines: number;
            compliant: number;
            drifted: number;
            blocked: number;
            ineffective: number;
            unknown: number;
            /** @description Not judged by this version yet. */
            unjudged: number;
            /** @description Of all of them: where another policy is followed. */
            yields: number;
            /** @description Of all of them: where it disagrees with another and nobody decided. */
            undecided: number;
        };
        PolicyDraft: {
            windows?: {
                days: number[];
                from: string;
                to: string;
            }[];
            work?: {
                /** @constant */
                kind: "apply";
                desired: {
                    teredo: {
                        serverName: null | string;
                        refreshIntervalSeconds: null | number;
                        clientPort: null | number;
                        /** @enum {string} */
                        mode: "on" | "off";
                        /** @enum {null|string} */
                        type: null | "client" | "enterpriseclient" | "natawareclient" | "default";
                    };
                    /** @enum {string} */
                    ipv6: "install-if-missing" | "leave";
                    /** @enum {string} */
                    firewall: "leave" | "allow-teredo" | "remove-exception";
                    allowReboot: boolean;
                    acceptFirewallOff: boolean;
                };
            };
            waves?: {
                name: string;
                selection: {
                    /** @constant */
                    kind: "count";
                    count: null | number;
                } | {
                    /** @constant */
                    kind: "percent";
                    percent: null | number;
                } | {
                    /** @constant */
                    kind: "filter";
                    filter: {
                        search?: string;
                        scope?: string[];
                        status?: ("pending" | "active" | "quarantined" | "retired")[];
                        contact?: ("online" | "stale" | "offline" | "never-seen")[];
                        silentSince?: string;
                        enrolledSince?: string;
                        retiredSince?: string;
                        change?: ("notifying" | "deferred" | "waiting-window" | "queued" | "running" | "verifying" | "requested" | "offered" | "lost-contact")[];
                        configured?: string[];
                        effective?: string[];
                        nat?: string[];
                        role?: ("unknown" | "client" | "host-specific-relay" | "relay" | "server" | "none")[];
                        reachable?: ("unknown" | "yes" | "no")[];
                        severity?: ("ok" | "info" | "warning" | "problem")[];
                        diagnosis?: string[];
                        platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                        os?: string[];
                        agentVersion?: string[];
                        label?: string[];
                        application?: string[];
                        finding?: string[];
                        policy?: string[];
                        server?: string[];
                        /** @enum {boolean} */
                        drifted?: false | true;
                        /** @enum {boolean} */
                        simulated?: false | true;
                    };
                } | {
                    /** @constant */
                    kind: "rest";
                };
                gate: {
                    minSample?: null | number;
                    maxFailures?: null | number;
                    maxFailPercent?: null | number;
                    successPercent?: null | number;
                    coveragePercent?: null | number;
                    maxLatePercent?: null | number;
                    maxBlockedPercent?: null | number;
                    soakSeconds?: null | number;
                    /** @enum {string} */
                    promotion?: "automatic" | "by-hand";
                };
                patienceSeconds: null | number;
            }[];
            limits?: {
                atOnce: null | number;
                perMinute: null | number;
            };
            notice?: {
                policy: {
                    minimumNoticeSeconds?: null | number;
                    maxDeferrals?: null | number;
                    minimumDeferralSeconds?: null | number;
                    answerTimeoutSeconds?: null | number;
                    /** @enum {string} */
                    kind?: "none" | "inform" | "acknowledge" | "defer";
                    /** @enum {boolean} */
                    mayRefuse?: false | true;
                    /** @enum {string} */
                    whenNobodyLoggedOn?: "start" | "wait";
                };
                texts?: {
                    language: string;
                    title: string;
                    body: string;
                }[];
                document?: string;
            };
            zoneIfUnknown?: string;
            witnesses?: string[];
            contactWindowSeconds?: null | number;
            verify?: {
                attempts: null | number;
                intervalSeconds: null | number;
            };
            graceSeconds?: null | number;
        };
        PolicyList: {
            rows: components["schemas"]["PolicyRow"][];
        };
        /** @enum {string} */
        PolicyModeView: "audit" | "enforce";
        /** @description What a policy would find and meet, were it saved. */
        PolicyPreview: {
            /** @description `machines` are all of them; every other number is of those that were looked at. */
            counts: {
                machines: number;
                compliant: number;
                drifted: number;
                blocked: number;
                ineffective: number;
                unknown: number;
                /** @description Of all of them: where another policy is followed. */
                yields: number;
                /** @description Of all of them: where it disagrees with another and nobody decided. */
                undecided: number;
            };
            /** @description How many of the machines were looked at; fewer than all only where there are very many. */
            looked: number;
            /** @description Machines in use with the label that none of its waves takes; 0 while the waves can't be read. */
            untaken: number;
            conflicts: components["schemas"]["PolicyConflict"][];
            /** @description Some machines that are not as wanted, by name. */
            examples: {
                id: string;
                hostname: string;
                verdict: components["schemas"]["PolicyVerdict"];
                steps: components["schemas"]["Step"][];
                text: string;
            }[];
            /** @description What users are told of a repair where nobody wrote anything, by language. */
            standardTexts: components["schemas"]["NoticeText"][];
            /** @description Empty: it can be saved. */
            faults: components["schemas"]["PlanFault"][];
        };
        PolicyRepairView: {
            id: string;
            name: string;
            state: string;
            machines: number;
            createdAt: string;
            finishedAt: string | null;
        };
        PolicyRow: {
            id: string;
            name: string;
            scope: {
                id: string;
                name: string;
            };
            label: string;
            mode: components["schemas"]["PolicyModeView"];
            state: components["schemas"]["PolicyState"];
            version: number;
            desired: components["schemas"]["DesiredState"];
            counts: components["schemas"]["PolicyCounts"];
            /** @description The repair that is under way; null: none is. */
            repair: {
                id: string;
                name: string;
                state: string;
                pauseReason: string | null;
            } | null;
            changedAt: string;
        };
        /**
         * @description How a policy stands on a machine. `alone`: none disagrees with it there. `wins`: over each that does. `yields`: another one is followed. `undecided`: it disagrees with another and nobody decided which is followed, so neither acts.
         * @enum {string}
         */
        PolicyStandingKind: "alone" | "wins" | "yields" | "undecided";
        /**
         * @description Whether a policy acts. `audit`: it only looks. `awaiting-approval`: nobody approved it as it is. `enforced`: it repairs. `stopped`: somebody aborted a repair or rolled one back, so it opens no other one until it is let go on. `retired`.
         * @enum {string}
         */
        PolicyState: "audit" | "awaiting-approval" | "enforced" | "stopped" | "retired";
        /**
         * @description What a policy finds on one machine. `compliant`: as wanted. `drifted`: otherwise, and the plan knows how to mend it. `blocked`: otherwise, and something is in the way. `ineffective`: set as wanted, and it does not do what it is set for: no step would help. `unknown`: never seen, or not to be read; never taken for compliant.
         * @enum {string}
         */
        PolicyVerdict: "compliant" | "drifted" | "blocked" | "ineffective" | "unknown";
        PolicyView: {
            id: string;
            name: string;
            scope: {
                id: string;
                name: string;
            };
            label: string;
            mode: components["schemas"]["PolicyModeView"];
            state: components["schemas"]["PolicyState"];
            version: number;
            desired: components["schemas"]["DesiredState"];
            counts: components["schemas"]["PolicyCounts"];
            /** @description The repair that is under way; null: none is. */
            repair: {
                id: string;
                name: string;
                state: string;
                pauseReason: string | null;
            } | null;
            changedAt: string;
            author: {
                id: string;
                name: string;
            };
            /** @description Everybody who wrote a part of it since it was last approved: none of them may approve it. */
            editors: {
                id: string;
                name: string;
            }[];
            reason: string;
            contentHash: string;
            createdAt: string;
            retiredAt: string | null;
            draft: components["schemas"]["PolicyDraft"];
            approvals: {
                approver: string;
                at: string;
                reason: string | null;
            }[];
            conflicts: components["schemas"]["PolicyConflict"][];
            waits: components["schemas"]["RepairWaits"];
            /** @description The repair that somebody aborted or rolled back, where that keeps it from repairing. */
            stoppedBy: {
                id: string;
                name: string;
            } | null;
            /** @description What holds the repair under way until a person does something about it, in sentences. */
            repairHolds: string[];
            /** @description The newest first. */
            repairs: components["schemas"]["PolicyRepairView"][];
        };
        PreviewGroup: {
            /** @enum {string} */
            kind: "will-change" | "already-compliant" | "not-working" | "blocked" | "not-applicable" | "excluded" | "unassigned" | "never-seen" | "policy-against" | "offline" | "uses-teredo" | "relay" | "needs-reboot" | "other-language";
            /** @description Blocker's code, use, role, span of absence, display language. */
            key: string;
            text: string;
            machines: number;
            /** @description At most ten. */
            examples: {
                id: string;
                hostname: string;
            }[];
        };
        PreviewWave: {
            name: string;
            /** @description It takes nobody and would not be made. */
            leftOut: boolean;
            counts: {
                willChange: number;
                alreadyCompliant: number;
                notWorking: number;
                blocked: number;
                notApplicable: number;
                excluded: number;
                unknown: number;
            };
            /** @description Machines out of contact now, whatever would become of them. */
            outOfContact: number;
            /** @description What would hold the next wave if machines in contact come out well and no other is heard of while it is waited for. */
            foreseen: components["schemas"]["GateHold"][];
        };
        /** @description What a console program printed, byte for byte, with the machine's OEM code page (registry value OEMCP). */
        PrintedBytes: {
            codePage: number;
            /** @description One character a byte, U+0001 to U+00FF. */
            bytes: string;
        };
        /** @description What the firewall of a machine says of one program. `with-edge` and `without-edge`: a rule lets it be called, with edge traversal (through Teredo, too) or without; `deferred`: the rule leaves that to the program or its user; `allowed`: it is on the list of Windows XP and 2003, which know no edge; `limited`: not from everywhere, not in public networks, or blocked in part; `none`: nothing names it. `not-applicable`: the system has no exceptions of programs. */
        ProgramException: "with-edge" | "deferred" | "allowed" | "limited" | "without-edge" | "blocked" | "none" | "not-applicable" | components["schemas"]["Unknown"];
        /** @description A function by which a program is judged. */
        ProgramFunction: {
            name: string;
            library: string;
            /** @enum {string} */
            kind: "ipv4-only" | "dual-stack" | "either" | "socket" | "through" | "other";
            isDelayed: boolean;
            /** @description Null: imported by its name. */
            ordinal: number | null;
        };
        ProgramList: {
            rows: components["schemas"]["ProgramRow"][];
            /** @description So many may be named in all. */
            most: number;
        };
        /** @description A machine that a program is looked at on. */
        ProgramMachineRow: {
            verdict: components["schemas"]["ShownProgramVerdict"];
            /** @description Why, as a whole, and what to do. */
            text: string;
            /** @description Null: there was nothing to judge. */
            sockets: {
                verdict: components["schemas"]["Readiness"];
                text: string;
                functions: components["schemas"]["ProgramFunction"][];
            } | null;
            protectionLevel: {
                verdict: components["schemas"]["Readiness"];
                text: string;
                confidence: components["schemas"]["LevelConfidence"];
                names: string[];
            } | null;
            /** @description A null verdict: this system has no exceptions of programs. */
            exception: {
                verdict: components["schemas"]["Readiness"] | null;
                text: string;
                kind: components["schemas"]["ProgramException"];
            } | null;
            file: {
                machine: string | null;
                isManaged: boolean;
                /** @description In bytes. */
                size: number;
                /** @description Milliseconds since 1970, as the file system has it. */
                modifiedAt: number;
            } | null;
            /** @description Since when it is so, and when it was last told. */
            since: string | null;
            reportedAt: string | null;
            machine: {
                id: string;
                hostname: string;
                scope: {
                    id: string;
                    name: string;
                };
                labels: string[];
            };
        };
        ProgramMachines: {
            rows: components["schemas"]["ProgramMachineRow"][];
            nextCursor: string | null;
        };
        /** @description A program that an admin named. */
        ProgramRow: {
            id: string;
            path: string;
            /** @description The last name of its path. */
            name: string;
            /** @enum {string} */
            system: "windows" | "linux";
            /** @description Null: machines of every scope. */
            scope: {
                id: string;
                name: string;
            } | null;
            /** @description Null: whatever labels they have. */
            label: string | null;
            note: string | null;
            addedBy: string;
            addedAt: string;
            /** @description Active machines of one's scopes that it is looked at on, by what is said of it. */
            counts: {
                ready: number;
                "not-ready": number;
                "cannot-tell": number;
                missing: number;
                "not-read": number;
                "not-told": number;
            } & {
                [key: string]: number;
            };
        };
        /** @description What is said of a program on a machine; `missing`: it is not there, `not-read`: the agent could not look at it. */
        ProgramVerdict: components["schemas"]["Readiness"] | "missing" | "not-read";
        Reachability: {
            at: number;
            /** @description `yes` only after a peer answered through Teredo; no log line and no address is enough. */
            verdict: "yes" | "no" | components["schemas"]["Unknown"];
            probe: components["schemas"]["TeredoProbe"] | null;
            ping: components["schemas"]["PeerPing"] | null;
        };
        /** @enum {string} */
        Readiness: "ready" | "not-ready" | "cannot-tell";
        ReceiptView: {
            session: string;
            user: string | null;
            channel: string;
            language: string;
            textSha256: string;
            queuedAt: string;
            onAgentAt: string;
            displayedAt: string | null;
            answeredAt: string | null;
            answer: string;
            deferredUntil: string | null;
            deferrals: number;
            /** @description Names of the two people who decided that no answer is waited for; empty: it was. */
            overriddenBy: string[];
        };
        /** @description The newest word of a person about a machine of this hardware id was that it is kept out. */
        RefusedBefore: {
            /** @constant */
            kind: "refused-before";
            at: string;
            by: string;
            reason: string | null;
            /** @description The record that was refused: this very one, or another one of the same hardware. */
            machine: components["schemas"]["RemarkedMachine"];
        };
        RehearsalEventView: {
            at: string;
            /** @enum {string} */
            kind: "started" | "wave-opened" | "gate-met" | "promoted" | "became-late" | "paused" | "closed" | "done";
            wave: {
                number: number;
                name: string;
            } | null;
            machines: number | null;
            text: string;
        };
        RehearsalView: {
            planHash: string;
            /** @enum {string} */
            ending: "done" | "paused" | "stuck";
            endedAt: string;
            startedAt: string;
            /** @description Why it ended there, in one sentence. */
            text: string;
            events: components["schemas"]["RehearsalEventView"][];
            waves: {
                number: number;
                name: string;
                counts: components["schemas"]["WaveCounts"];
            }[];
            latePool: components["schemas"]["WaveCounts"];
            waits: components["schemas"]["RehearsalWait"][];
            /** @description Names of what held at the end. */
            holds: string[];
            /** @description Machines whose prospects nobody knows; they are rehearsed as ones that would change. */
            unknown: number;
            /** @description With any, nothing was rehearsed. */
            faults: components["schemas"]["PlanFault"][];
        };
        /** @description A gate that kept the next wave shut for a while. */
        RehearsalWait: {
            name: components["schemas"]["CheckName"];
            part: number;
            whole: number;
            /** @enum {string} */
            comparison: "at-least" | "at-most";
            percent: number | null;
            /** @description At most so many machines pass; null: it asks for machines instead. */
            allowed: number | null;
            text: string;
            remedy: string;
            wave: {
                number: number;
                name: string;
            };
            from: string;
            until: string;
            /** @description It held until the plan ended, or until nothing more would ever happen. */
            lasting: boolean;
        };
        /** @description A program that the release key signed. */
        ReleaseFileView: {
            /** @description linux, windows-x64 */
            system: string;
            /** @description Hex. */
            sha256: string;
            size: number;
        };
        /** @description A signed release that lies on the server. */
        ReleaseView: {
            version: string;
            signedAt: string;
            expiresAt: string;
            files: components["schemas"]["ReleaseFileView"][];
            /** @description Machines that an offer of it could reach: their agents are older and were built with the same key. */
            takers: number;
        };
        RemarkedMachine: {
            id: string;
            hostname: string;
            /** @enum {string} */
            status: "pending" | "active" | "quarantined" | "retired";
        };
        /** @description Why machines that drifted are not repaired now. */
        RepairWaits: {
            /** @description They drifted so recently that they are left alone yet. */
            grace: number;
            /** @description Another change is open on them. */
            busy: number;
            /** @description A repair came to nothing within a day. */
            again: number;
            /** @description Repaired so often within days that something puts it back each time: a person has to look. */
            often: number;
            /** @description None of the policy's waves ever takes them. */
            untaken: number;
            /** @description Repaired with the next repair. */
            next: number;
        };
        /** @description A link to the report of a rollout, without its secret. */
        ReportLinkView: {
            id: string;
            /** @description For whom it is. */
            name: string;
            createdBy: string;
            createdAt: string;
            expiresAt: string;
            lastOpenedAt: string | null;
            /** @enum {string} */
            state: "open" | "expired" | "revoked";
        };
        /** @description The audit trail of each past day, week or month, sent somewhere. */
        ReportScheduleView: {
            id: string;
            name: string;
            filter: {
                actor?: string;
                action?: string;
                object?: string;
                /** @enum {string} */
                outcome?: "done" | "refused" | "failed";
            };
            /** @enum {string} */
            format: "csv" | "jsonl";
            /** @enum {string} */
            every: "day" | "week" | "month";
            hour: number;
            timeZone: string;
            /** @enum {string} */
            kind: "mail" | "webhook" | "folder";
            target: string;
            createdBy: string;
            nextAt: string;
            /** @description Somebody wants it now, and it was not sent yet. */
            isAsked: boolean;
            sentAt: string | null;
            failing: {
                since: string;
                why: string;
            } | null;
        };
        /** @enum {string} */
        Role: "admin" | "operator" | "approver" | "auditor" | "viewer";
        RolloutComparison: {
            differences: components["schemas"]["RolloutDifference"][];
            outcomes: components["schemas"]["RolloutOutcome"][];
        };
        RolloutDifference: {
            path: string;
            label: string;
            a: string;
            b: string;
        };
        /** @description A notice that a rollout uses, and what became of it since. */
        RolloutNotice: {
            id: string;
            name: string;
            /** @description What was submitted; null: a draft, which takes the newest version when it is submitted. */
            used: {
                number: number;
                sha256: string;
            } | null;
            newest: {
                number: number;
                sha256: string;
            };
        };
        /** @description How a rollout went. */
        RolloutOutcome: {
            id: string;
            name: string;
            kind: string;
            state: string;
            startedAt: string | null;
            finishedAt: string | null;
            machines: number;
            jobStates: {
                [key: string]: number;
            };
        };
        RolloutPreview: {
            planHash: string;
            /** @description Machines that the target matches and no exclusion takes out. */
            targeted: number;
            waves: components["schemas"]["PreviewWave"][];
            /** @description Machines that no wave takes. */
            unassigned: number;
            groups: components["schemas"]["PreviewGroup"][];
            /** @description With any, the rest is empty. */
            faults: components["schemas"]["PlanFault"][];
        };
        RolloutRow: {
            id: string;
            name: string;
            kind: string;
            state: string;
            author: string;
            createdAt: string;
            pauseReason: string | null;
            startedAt: string | null;
            finishedAt: string | null;
            /** @description Jobs by state where it has no members, else empty. */
            jobStates: {
                [key: string]: number;
            };
            /** @description Null: it has no waves. */
            planned: {
                waves: number;
                openWaves: number;
            } | null;
            /** @description Its machines by where they stand; null: it has no members. */
            counts: {
                waiting: number;
                begun: number;
                good: number;
                bad: number;
                skipped: number;
                excluded: number;
                unknown: number;
            } | null;
        };
        /** @enum {string} */
        RolloutVerb: "edit" | "submit" | "approve" | "reject" | "pause" | "resume" | "promote" | "override-gate" | "retry-failed" | "exclude" | "nudge" | "override-notice" | "abort" | "roll-back";
        RolloutView: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "single" | "planned" | "rollback" | "repair";
            state: string;
            pauseReason: string | null;
            author: {
                id: string;
                name: string;
            };
            reason: string | null;
            planHash: string;
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
            approvals: {
                approver: string;
                kind: string;
                at: string;
                reason: string | null;
            }[];
            noticePolicy: components["schemas"]["NoticePolicy"];
            noticeTexts: components["schemas"]["NoticeText"][];
            /** @description The document that the texts are of; null: they are the plan's own, or standard ones. */
            noticeDocument: components["schemas"]["RolloutNotice"] | null;
            /** @description Emergencies in which people were not to be waited for, the newest first, refused ones among them. */
            noticeOverrides: components["schemas"]["NoticeOverrideView"][];
            /** @description The rollout whose changes this one takes back; null: it takes back none. */
            rollbackOf: {
                id: string;
                name: string;
            } | null;
            /** @description Of a repair: the policy whose machines had drifted. */
            policy: {
                id: string;
                name: string;
            } | null;
            /** @description Those that take back changes of this one, the newest first, ten at most. */
            rollbacks: {
                id: string;
                name: string;
                state: string;
            }[];
            /** @description Of one with waves empty: its machines are asked for page by page. */
            jobs: components["schemas"]["JobView"][];
            /** @description Null: it has no waves. */
            planned: components["schemas"]["PlannedView"] | null;
        };
        /** @description A machine that a rule would say something of. */
        RuleExample: {
            id: string;
            hostname: string;
        };
        /** @description How far machines have been judged by a rule that is new or came to mean something else. */
        RuleJudging: {
            judged: number;
            machines: number;
        };
        /** @description Who asks for it, and where it can be read. */
        RuleSource: {
            name: string;
            version: string;
            item: string;
        };
        /** @description What one named rule says of a machine. */
        RuleVerdict: {
            /** @description Lower case letters, digits and hyphens; it never changes. */
            id: string;
            /** @description Rises whenever the rule comes to mean something else: a waiver is of one version, and of no later one. */
            version: number;
            kind: components["schemas"]["FindingKind"];
            title: string;
            /** @enum {string} */
            severity: "high" | "medium" | "low";
            /** @description What it asks for, in our words. */
            demand: string;
            appliesTo: string;
            remedy: string;
            source: components["schemas"]["RuleSource"];
            /** @description One or two sentences for this very machine. */
            text: string;
            evidence: components["schemas"]["EvidenceFact"][];
            verdict: components["schemas"]["ShownVerdict"];
            /** @description When the fact was read by the machine's own clock; null: there is none. */
            factAt: string | null;
            /** @description Since when this version of the rule has said so without a break; null: the server has not noted it yet. */
            since: string | null;
            /** @description What the finding is waived by; null: nothing. */
            waiver: components["schemas"]["WaiverView"] | null;
            /** @description Of a finding that nothing waives: what did so until lately. */
            lapsedWaiver: components["schemas"]["WaiverView"] | null;
        };
        SameHardware: {
            id: string;
            hostname: string;
            status: components["schemas"]["MachineStatus"];
            enrolledAt: string;
            connected: boolean;
            lastSeenAt: string | null;
        };
        /** @description Another record has this hardware id: an earlier enrolment of this machine, or a copy. */
        SameHardwareId: {
            /** @constant */
            kind: "same-hardware";
            /** @description One that is not retired before one that is, then the one that enrolled last. */
            machine: components["schemas"]["RemarkedMachine"];
            /** @description How many further ones there are. */
            more: number;
        };
        /** @description A machine of the fleet has this name already, whatever the case of its letters. */
        SameHostname: {
            /** @constant */
            kind: "same-hostname";
            /** @description The one that enrolled last. */
            machine: components["schemas"]["RemarkedMachine"];
            /** @description How many further ones there are. */
            more: number;
        };
        ScopeRow: {
            id: string;
            name: string;
            createdAt: string;
        };
        /**
         * @description What came of asking one server once. `answered`: only its first address was asked. `primary-only` and `secondary-only`: both were asked and that one answered. `unresolved`: the name gave no IPv4 address, so that nobody was asked.
         * @enum {string}
         */
        ServerOutcome: "both" | "answered" | "primary-only" | "secondary-only" | "silent" | "unresolved";
        /** @enum {string} */
        ServerVerdict: "answers" | "one-address" | "silent" | "unresolved" | "dead" | "stale" | "unknown";
        ServiceFacts: {
            /**
             * @description `6to4` on XP and 2003, `iphlpsvc` from Vista on, `miredo` on Linux.
             * @enum {string|null}
             */
            name: "iphlpsvc" | "6to4" | "miredo" | null;
            state: "running" | "stopped" | "disabled" | "missing" | components["schemas"]["Unknown"];
        };
        /** @description Who decides a configured value. `disabled-components` is the registry value of that name. */
        SetBy: "group-policy" | "local" | "default" | "disabled-components" | components["schemas"]["Unknown"];
        SettingsView: {
            publicUrl: string;
            agentUrl: string;
            /** @description As notices name it to users. */
            organisationName: string | null;
            /** @description How receipts of changes signed from now on name the users of machines. */
            usersNamedBy: components["schemas"]["UsersNamedBy"];
            reachabilityPeer: string | null;
            probeServer: string | null;
            observeSeconds: number;
            heartbeatSeconds: number;
            singleChangesPerOperatorAndDay: number;
            /** @description A gate is overridden only when a second person confirms it. */
            overrideNeedsTwo: boolean;
            /** @description Machines of a scope that fell silent within an hour are told of: at least so many, and such a share. */
            alertSilentAtLeast: number;
            alertSilentPercent: number;
            /** @description New findings of a rule since the day before are: at least so many, and such a share of those before. */
            alertFindingsAtLeast: number;
            alertFindingsPercent: number;
            /** @description A rollout that waits for a promotion or an approval is, after so many hours. */
            alertWaitHours: number;
            /** @description The end of a token or certificate is, so many days before. */
            alertExpiryDays: number;
            /** @description Days that rows of each kind are kept; null: for ever. */
            observationsKeptDays: number | null;
            jobOutputsKeptDays: number | null;
            receiptsKeptDays: number | null;
            auditEntriesKeptDays: number | null;
            sessionsKeptDays: number | null;
            /** @description Of alerts that ended. */
            alertsKeptDays: number | null;
            bundlesKeptDays: number;
            brake: components["schemas"]["BrakeView"];
            /** @description SHA-256 fingerprints an admin can note down. */
            fingerprints: {
                channelKey: string;
                jobKey: string;
            };
        };
        /** @description What is said of a program on a machine; `not-told`: its agent has told nothing of it yet, or is too old to. */
        ShownProgramVerdict: components["schemas"]["ProgramVerdict"] | "not-told";
        /** @description What a rule says of a machine as it is shown: a finding that somebody answers for is neither passed nor a finding. */
        ShownVerdict: components["schemas"]["FindingVerdict"] | "waived";
        /** @description One router solicitation exchange of RFC 4380 section 5.2.1 with one server address. */
        SolicitationResult: {
            serverAddress: string;
            answered: boolean;
            /** @description The origin indication: our address and port as that server saw them. */
            mapped: {
                address: string;
                port: number;
            } | null;
            roundTripMs: number | null;
        };
        /** @description `decides`: its word counts. `agrees`: it says the same and is not needed. `overruled`: it says otherwise and does not count. `silent`: it says nothing. `unknown`: it was not read; `toFetch` says how. */
        SourceStanding: "decides" | "agrees" | "overruled" | "silent" | components["schemas"]["Unknown"];
        /** @description What one source says of Teredo, whether or not it rules. Null: it says nothing of that value. */
        SourceValues: {
            type: components["schemas"]["TeredoType"] | null | components["schemas"]["Unknown"];
            serverName: string | null | components["schemas"]["Unknown"];
            refreshIntervalSeconds: number | null | components["schemas"]["Unknown"];
            /** @description 0: that the system chooses. */
            clientPort: number | null | components["schemas"]["Unknown"];
        };
        /** @description What one source says of one value, and whether that counts. */
        SourceWord: {
            source: components["schemas"]["DecidingSource"];
            /** @description Null: nothing. A client port of 0: that the system chooses. */
            says: string | number | null | components["schemas"]["Unknown"];
            standing: components["schemas"]["SourceStanding"];
            toFetch: components["schemas"]["FactToFetch"] | null;
        };
        StartedChange: {
            rolloutId: string;
            jobId: string;
        };
        /** @description One change an executor knows how to make. Steps are data; a closed table per platform performs them. */
        Step: {
            /** @constant */
            kind: "install-ipv6";
        } | {
            /** @constant */
            kind: "set-teredo";
            type: components["schemas"]["TeredoType"];
            serverName: string | null;
            refreshIntervalSeconds: number | null;
            clientPort: number | null;
        } | {
            /** @constant */
            kind: "allow-teredo-through-firewall";
            port: number | "teredo";
        } | {
            /** @constant */
            kind: "remove-firewall-exception";
            port: number | "teredo";
        } | {
            /** @constant */
            kind: "start-service";
            /** @enum {string} */
            service: "iphlpsvc" | "6to4" | "miredo";
        } | {
            /** @constant */
            kind: "restore-saved";
            savedByJob: string;
        };
        TeredoErrorKind: "none" | "primary-server-unreachable" | "server-name-unresolved" | "managed-network" | "tunnel-adapter" | "general-failure" | "symmetric-nat" | components["schemas"]["Unknown"];
        /** @description The agent's own measurement, made without the operating system's Teredo client. */
        TeredoProbe: {
            serverName: string;
            /** @description False when the name gave no IPv4 address. */
            resolved: boolean;
            primary: components["schemas"]["SolicitationResult"] | null;
            secondary: components["schemas"]["SolicitationResult"] | null;
            /** @description Concluded from the two mappings; null when fewer than two answers came. */
            nat: components["schemas"]["NatKind"] | null;
        };
        /** @enum {string} */
        TeredoRole: "client" | "host-specific-relay";
        /** @description What measurements say of a Teredo server: rules H1 to H8 of docs/teredo-servers.md. */
        TeredoServerHealth: {
            verdict: components["schemas"]["ServerVerdict"];
            /**
             * @description The rule that decided.
             * @enum {string}
             */
            rule: "H2" | "H3" | "H4" | "H5" | "H6" | "H7" | "H8";
            severity: components["schemas"]["DiagnosisSeverity"];
            /** @description Can be read out as it is. */
            text: string;
            lastAskedAt: string | null;
            lastAnswerAt: string | null;
            answered: number;
            failed: number;
            /** @description Whether the machines that measured it are simulated ones. */
            simulated: boolean;
        };
        TeredoServerRow: {
            name: string;
            /** @description Names and addresses under which machines have it: what their list is filtered by. */
            writtenAs: string[];
            /**
             * @description `known`: comes with the product. `added`: the organisation's own. `seen`: machines have it, nobody listed it.
             * @enum {string}
             */
            origin: "known" | "added" | "seen";
            /** @enum {string|null} */
            standing: "default" | "seen" | "dead" | null;
            /** @description What the source of a known one says of it. */
            about: string | null;
            source: string | null;
            secondary: string | null;
            note: string | null;
            /** @description Whether this server asks it on a schedule. */
            measured: boolean;
            /** @description Active machines of one's scopes that have it, and those of them on which Teredo is on. */
            machines: {
                total: number;
                inUse: number;
            };
            health: components["schemas"]["TeredoServerHealth"];
            agents: {
                fresh: {
                    both: number;
                    answered: number;
                    "primary-only": number;
                    "secondary-only": number;
                    silent: number;
                    unresolved: number;
                };
                failingNetworks: number;
                old: number;
                newestAt: string | null;
                lastAnswerAt: string | null;
                simulated: boolean;
            } | null;
            own: components["schemas"]["OwnServerMeasurement"] | null;
            /** @description Somebody wants it measured and nobody has yet. */
            requestedAt: string | null;
        };
        /** @description The words of the two sources that people write to. */
        TeredoSources: {
            policy: components["schemas"]["SourceValues"];
            /** @description netsh, PowerShell's PersistentStore, miredo.conf. */
            local: components["schemas"]["SourceValues"];
        };
        /**
         * @description The State line of `show state`; every kind of probe is `probe`.
         * @enum {string}
         */
        TeredoState: "offline" | "dormant" | "probe" | "qualified";
        /**
         * @description Teredo client types as `netsh interface teredo set state type=` names them.
         * @enum {string}
         */
        TeredoType: "disabled" | "client" | "enterpriseclient" | "natawareclient" | "server" | "relay" | "automatic" | "default";
        TimelineItem: {
            id: string;
            at: string;
            /** @enum {string} */
            kind: "audit" | "observation" | "job" | "receipt";
            title: string;
            detail: string | null;
            actor: string | null;
            rolloutId: string | null;
        };
        TokenView: {
            id: string;
            label: string;
            scope: {
                id: string;
                name: string;
            };
            autoAccept: boolean;
            uses: number;
            maxUses: number;
            expiresAt: string;
            revokedAt: string | null;
            createdAt: string;
            createdBy: string;
            /** @enum {string} */
            state: "usable" | "expired" | "used-up" | "revoked";
        };
        /**
         * @description What one machine is at one moment. Every fact that was not understood is `'unknown'`, never `'off'`; the raw text it came from is kept (capped) in `evidence`. `null` means "does not apply or is not set", which is known. Times are milliseconds since 1970-01-01T00:00:00Z by the machine's clock.
         * @constant
         */
        Unknown: "unknown";
        /** @description A fact that was wanted and is not so. */
        UnmetFact: {
            fact: string;
            wanted: string;
            found: string;
            text: string;
        };
        UserRow: {
            id: string;
            name: string;
            email: string;
            role: components["schemas"]["Role"];
            scopeIds: string[];
            disabledAt: string | null;
            createdAt: string;
        };
        /** @enum {string} */
        UsersNamedBy: "id" | "account" | "pseudonym";
        /** @description Which source rules one value. */
        ValueDecision: {
            decidedBy: components["schemas"]["SetBy"];
            /** @description Everybody it may be, the strongest first; one when `decidedBy` is known. */
            candidates: components["schemas"]["DecidingSource"][];
            value: string | number | null | components["schemas"]["Unknown"];
            /** @description Every source that this system has, the strongest first. */
            sources: components["schemas"]["SourceWord"][];
        };
        /** @description Whether a verb makes sense now; `text` says why not and what to do, empty where it does. */
        VerbView: {
            verb: components["schemas"]["RolloutVerb"];
            ok: boolean;
            text: string;
        };
        Viewer: {
            id: string;
            name: string;
            email: string;
            role: components["schemas"]["Role"];
            /** @description Empty: every scope. */
            scopeIds: string[];
            /** @description Verbs this person may use, by name: `machine.toggle`. */
            may: string[];
            /** @description Roles that API tokens of theirs can have. */
            tokenRoles: components["schemas"]["Role"][];
            /** @description The API token that acts for them; null: they are signed in themselves. */
            token: {
                id: string;
                name: string;
                prefix: string;
            } | null;
        };
        /** @description What there is to decide by about a machine that waits to be let in: how it came, and what speaks of it. */
        Waiting: {
            /** @description Address that it enrolled from; null: not known any more. */
            from: string | null;
            /** @description Label of the token that it showed; null: the token is not known any more. */
            tokenLabel: string | null;
            /** @description By their weight; empty: nothing is known of it. Only what the reader may see counts. */
            remarks: components["schemas"]["WaitingRemark"][];
        };
        WaitingRemark: components["schemas"]["RefusedBefore"] | components["schemas"]["SameHostname"] | components["schemas"]["SameHardwareId"];
        WaiverPage: {
            /** @description The instant that states and numbers are of. */
            at: string;
            rows: components["schemas"]["WaiverView"][];
            nextCursor: string | null;
        };
        /** @description Whom a waiver would be for. */
        WaiverPreview: {
            ruleId: string;
            /** @description To be named when it is granted: it is of this version. */
            ruleVersion: number;
            /** @description Active machines that it would be for. */
            machines: number;
            /** @description Of these, that are a finding of the rule now and covered by nothing yet. */
            findings: number;
            /** @description Of these, that another waiver covers already. */
            waived: number;
            /** @description Some of the findings, by name. */
            hostnames: string[];
            /** @description The latest end that it may have. */
            latestExpiry: string;
        };
        /**
         * @description Why a waiver no longer keeps a finding from being one; `holds`: it still does.
         * @enum {string}
         */
        WaiverState: "holds" | "expired" | "revoked" | "rule-changed";
        /** @description A finding that somebody answers for until a day. */
        WaiverView: {
            id: string;
            scope: {
                id: string;
                name: string;
            };
            ruleId: string;
            /** @description Null: there is no such rule any more. */
            ruleTitle: string | null;
            /** @description The version that it was granted for; by a newer one it says nothing. */
            ruleVersion: number;
            /** @description What it is for: a machine, or those of its scope that have a label. */
            target: {
                /** @constant */
                kind: "machine";
                id: string;
                hostname: string;
            } | {
                /** @constant */
                kind: "label";
                label: string;
            };
            state: components["schemas"]["WaiverState"];
            /** @description Who answers for it. */
            owner: string;
            reason: string;
            grantedBy: string;
            grantedAt: string;
            expiresAt: string;
            revoked: {
                by: string;
                at: string;
                reason: string;
            } | null;
            /** @description Active machines whose finding it covers now; 0 when it no longer holds. */
            covers: number;
        };
        /** @description Machines of a wave or of the late pool by what became of them, whole numbers (SPEC C1). */
        WaveCounts: {
            planned: number;
            excluded: number;
            notApplicable: number;
            blocked: number;
            alreadyCompliant: number;
            refused: number;
            expired: number;
            cancelled: number;
            quarantined: number;
            /** @description Moved to the late pool, whatever became of them there. */
            late: number;
            good: number;
            bad: number;
            /** @description Of the bad: those whose failure in this very attempt somebody acknowledged. */
            acknowledged: number;
            /** @description Of the bad: out of contact, and the agent's journal may still say how it went. */
            provisional: number;
            /** @description Not begun yet, for whatever reason. */
            waiting: number;
            /** @description Of the waiting: not heard of since their wave opened. */
            unreached: number;
            /** @description Being changed or read back. */
            begun: number;
        };
        WaveView: {
            /** @description From 0. */
            number: number;
            name: string;
            /** @description Which machines it takes, in words. */
            selectionText: string;
            gate: components["schemas"]["Gate"];
            patienceSeconds: number;
            /** @description The earliest that it may open by what is known now; null: that hangs on what machines report. */
            plannedAt: string | null;
            openedAt: string | null;
            /** @description Since when the gate's checks hold together. */
            gateMetAt: string | null;
            promotedAt: string | null;
            overriddenAt: string | null;
            /** @description A first person asked to override the gate and a second one has to confirm; null: nobody did. */
            overrideAskedBy: {
                id: string;
                name: string;
            } | null;
            counts: components["schemas"]["WaveCounts"];
            /** @description Of those counted: not heard of since the wave opened, or out of contact since they began. */
            unknown: number;
            checks: components["schemas"]["CheckView"][];
            /** @description The threshold that new failures have passed; null: none. */
            trip: string | null;
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            /** @description What happened and what to do; may be shown as it is. */
            detail: string;
            /** @enum {string} */
            code: "not-found" | "forbidden" | "invalid" | "conflict" | "unavailable" | "unauthenticated" | "internal" | "method-not-allowed" | "too-large" | "unsupported-media-type" | "too-many-requests";
            /** @description Finds this call in the server's logs. */
            requestId: string;
            /** @description Path of a field to what is wrong with it. */
            fields: {
                [key: string]: string;
            };
        };
    };
    responses: {
        /** @description What was asked was not done. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    viewerMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Viewer"] | null;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineList: {
        parameters: {
            query?: {
                "filter.search"?: string;
                "filter.scope"?: string[];
                "filter.status"?: ("pending" | "active" | "quarantined" | "retired")[];
                "filter.contact"?: ("online" | "stale" | "offline" | "never-seen")[];
                "filter.silentSince"?: string;
                "filter.enrolledSince"?: string;
                "filter.retiredSince"?: string;
                "filter.change"?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                "filter.configured"?: string[];
                "filter.effective"?: string[];
                "filter.nat"?: string[];
                "filter.role"?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                "filter.reachable"?: ("yes" | "no" | "unknown")[];
                "filter.severity"?: ("ok" | "info" | "warning" | "problem")[];
                "filter.diagnosis"?: string[];
                "filter.platform"?: ("linux" | "windows" | "wsh" | "simulated")[];
                "filter.os"?: string[];
                "filter.agentVersion"?: string[];
                "filter.label"?: string[];
                "filter.application"?: string[];
                "filter.finding"?: string[];
                "filter.policy"?: string[];
                "filter.server"?: ("none" | string)[];
                "filter.drifted"?: boolean;
                "filter.simulated"?: boolean;
                "sort.by"?: "hostname" | "lastSeenAt" | "enrolledAt" | "osName" | "reachable" | "severity";
                "sort.direction"?: "asc" | "desc";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachinePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineCounts: {
        parameters: {
            query?: {
                "filter.search"?: string;
                "filter.scope"?: string[];
                "filter.status"?: ("pending" | "active" | "quarantined" | "retired")[];
                "filter.contact"?: ("online" | "stale" | "offline" | "never-seen")[];
                "filter.silentSince"?: string;
                "filter.enrolledSince"?: string;
                "filter.retiredSince"?: string;
                "filter.change"?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                "filter.configured"?: string[];
                "filter.effective"?: string[];
                "filter.nat"?: string[];
                "filter.role"?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                "filter.reachable"?: ("yes" | "no" | "unknown")[];
                "filter.severity"?: ("ok" | "info" | "warning" | "problem")[];
                "filter.diagnosis"?: string[];
                "filter.platform"?: ("linux" | "windows" | "wsh" | "simulated")[];
                "filter.os"?: string[];
                "filter.agentVersion"?: string[];
                "filter.label"?: string[];
                "filter.application"?: string[];
                "filter.finding"?: string[];
                "filter.policy"?: string[];
                "filter.server"?: ("none" | string)[];
                "filter.drifted"?: boolean;
                "filter.simulated"?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineCounts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findingRules: {
        parameters: {
            query?: {
                "filter.search"?: string;
                "filter.scope"?: string[];
                "filter.status"?: ("pending" | "active" | "quarantined" | "retired")[];
                "filter.contact"?: ("online" | "stale" | "offline" | "never-seen")[];
                "filter.silentSince"?: string;
                "filter.enrolledSince"?: string;
                "filter.retiredSince"?: string;
                "filter.change"?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                "filter.configured"?: string[];
                "filter.effective"?: string[];
                "filter.nat"?: string[];
                "filter.role"?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                "filter.reachable"?: ("yes" | "no" | "unknown")[];
                "filter.severity"?: ("ok" | "info" | "warning" | "problem")[];
                "filter.diagnosis"?: string[];
                "filter.platform"?: ("linux" | "windows" | "wsh" | "simulated")[];
                "filter.os"?: string[];
                "filter.agentVersion"?: string[];
                "filter.label"?: string[];
                "filter.application"?: string[];
                "filter.finding"?: string[];
                "filter.policy"?: string[];
                "filter.server"?: ("none" | string)[];
                "filter.drifted"?: boolean;
                "filter.simulated"?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingRules"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findingHistory: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findingExport: {
        parameters: {
            query: {
                format: "csv" | "json" | "oscal" | "ckl";
                at?: string;
                timeZone?: string;
                later?: boolean;
                "filter.search"?: string;
                "filter.scope"?: string[];
                "filter.status"?: ("pending" | "active" | "quarantined" | "retired")[];
                "filter.contact"?: ("online" | "stale" | "offline" | "never-seen")[];
                "filter.silentSince"?: string;
                "filter.enrolledSince"?: string;
                "filter.retiredSince"?: string;
                "filter.change"?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                "filter.configured"?: string[];
                "filter.effective"?: string[];
                "filter.nat"?: string[];
                "filter.role"?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                "filter.reachable"?: ("yes" | "no" | "unknown")[];
                "filter.severity"?: ("ok" | "info" | "warning" | "problem")[];
                "filter.diagnosis"?: string[];
                "filter.platform"?: ("linux" | "windows" | "wsh" | "simulated")[];
                "filter.os"?: string[];
                "filter.agentVersion"?: string[];
                "filter.label"?: string[];
                "filter.application"?: string[];
                "filter.finding"?: string[];
                "filter.policy"?: string[];
                "filter.server"?: ("none" | string)[];
                "filter.drifted"?: boolean;
                "filter.simulated"?: boolean;
                "filter.told"?: string[];
                "filter.said"?: string[];
                machineId?: string;
                rules?: string[];
                verdicts?: ("finding" | "waived" | "unknown" | "not-reviewed" | "pass" | "not-applicable")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                    "application/json": string;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    programList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    programAdd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    path: string;
                    scopeId?: string | null;
                    /** @default null */
                    label?: string | null;
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    programMachines: {
        parameters: {
            query?: {
                verdict?: "ready" | "not-ready" | "cannot-tell" | "missing" | "not-read" | "not-told";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramMachines"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    programRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machinePrograms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["MachineProgramRow"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pastFleet: {
        parameters: {
            query: {
                at: string;
                timeZone?: string;
                later?: boolean;
                "filter.search"?: string;
                "filter.status"?: ("pending" | "active" | "quarantined" | "retired")[];
                "filter.configured"?: string[];
                "filter.effective"?: string[];
                "filter.role"?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                "filter.reachable"?: ("yes" | "no" | "unknown")[];
                "filter.nat"?: string[];
                "filter.server"?: ("none" | string)[];
                "filter.severity"?: ("ok" | "info" | "warning" | "problem")[];
                "filter.diagnosis"?: string[];
                "filter.os"?: string[];
                "filter.platform"?: ("linux" | "windows" | "wsh" | "simulated")[];
                "filter.label"?: string[];
                "filter.simulated"?: boolean;
                "filter.told"?: string[];
                "filter.said"?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastFleet"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pastMachines: {
        parameters: {
            query: {
                at: string;
                timeZone?: string;
                later?: boolean;
                "filter.search"?: string;
                "filter.status"?: ("pending" | "active" | "quarantined" | "retired")[];
                "filter.configured"?: string[];
                "filter.effective"?: string[];
                "filter.role"?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                "filter.reachable"?: ("yes" | "no" | "unknown")[];
                "filter.nat"?: string[];
                "filter.server"?: ("none" | string)[];
                "filter.severity"?: ("ok" | "info" | "warning" | "problem")[];
                "filter.diagnosis"?: string[];
                "filter.os"?: string[];
                "filter.platform"?: ("linux" | "windows" | "wsh" | "simulated")[];
                "filter.label"?: string[];
                "filter.simulated"?: boolean;
                "filter.told"?: string[];
                "filter.said"?: string[];
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastMachines"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pastMachine: {
        parameters: {
            query: {
                at: string;
                timeZone?: string;
                later?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastMachine"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pastExport: {
        parameters: {
            query: {
                at: string;
                timeZone?: string;
                later?: boolean;
                "filter.search"?: string;
                "filter.status"?: ("pending" | "active" | "quarantined" | "retired")[];
                "filter.configured"?: string[];
                "filter.effective"?: string[];
                "filter.role"?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                "filter.reachable"?: ("yes" | "no" | "unknown")[];
                "filter.nat"?: string[];
                "filter.server"?: ("none" | string)[];
                "filter.severity"?: ("ok" | "info" | "warning" | "problem")[];
                "filter.diagnosis"?: string[];
                "filter.os"?: string[];
                "filter.platform"?: ("linux" | "windows" | "wsh" | "simulated")[];
                "filter.label"?: string[];
                "filter.simulated"?: boolean;
                "filter.told"?: string[];
                "filter.said"?: string[];
                format: "csv" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                    "application/json": string;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pastCompare: {
        parameters: {
            query: {
                at: string;
                timeZone?: string;
                later?: boolean;
                until?: string;
                untilLater?: boolean;
                "filter.search"?: string;
                "filter.status"?: ("pending" | "active" | "quarantined" | "retired")[];
                "filter.configured"?: string[];
                "filter.effective"?: string[];
                "filter.role"?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                "filter.reachable"?: ("yes" | "no" | "unknown")[];
                "filter.nat"?: string[];
                "filter.server"?: ("none" | string)[];
                "filter.severity"?: ("ok" | "info" | "warning" | "problem")[];
                "filter.diagnosis"?: string[];
                "filter.os"?: string[];
                "filter.platform"?: ("linux" | "windows" | "wsh" | "simulated")[];
                "filter.label"?: string[];
                "filter.simulated"?: boolean;
                "filter.told"?: string[];
                "filter.said"?: string[];
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastComparison"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    policyList: {
        parameters: {
            query?: {
                retired?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    policySave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    scopeId?: string;
                    name: string;
                    label: string;
                    /** @enum {string} */
                    mode: "audit" | "enforce";
                    draft: {
                        work?: {
                            /** @constant */
                            kind: "apply";
                            desired: {
                                teredo: {
                                    /** @enum {string} */
                                    mode: "on" | "off";
                                    type: ("client" | "enterpriseclient" | "natawareclient" | "default") | null;
                                    serverName: string | null;
                                    refreshIntervalSeconds: number | null;
                                    clientPort: number | null;
                                };
                                /** @enum {string} */
                                ipv6: "install-if-missing" | "leave";
                                /** @enum {string} */
                                firewall: "allow-teredo" | "remove-exception" | "leave";
                                allowReboot: boolean;
                                acceptFirewallOff: boolean;
                            };
                        };
                        waves?: {
                            name: string;
                            selection: {
                                /** @constant */
                                kind: "count";
                                count: number | null;
                            } | {
                                /** @constant */
                                kind: "percent";
                                percent: number | null;
                            } | {
                                /** @constant */
                                kind: "filter";
                                filter: {
                                    search?: string;
                                    scope?: string[];
                                    status?: ("pending" | "active" | "quarantined" | "retired")[];
                                    contact?: ("online" | "stale" | "offline" | "never-seen")[];
                                    /** Format: date-time */
                                    silentSince?: string;
                                    /** Format: date-time */
                                    enrolledSince?: string;
                                    /** Format: date-time */
                                    retiredSince?: string;
                                    change?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                                    configured?: string[];
                                    effective?: string[];
                                    nat?: string[];
                                    role?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                                    reachable?: ("yes" | "no" | "unknown")[];
                                    severity?: ("ok" | "info" | "warning" | "problem")[];
                                    diagnosis?: string[];
                                    platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                                    os?: string[];
                                    agentVersion?: string[];
                                    label?: string[];
                                    application?: string[];
                                    finding?: string[];
                                    policy?: string[];
                                    server?: ("none" | string)[];
                                    drifted?: boolean;
                                    simulated?: boolean;
                                };
                            } | {
                                /** @constant */
                                kind: "rest";
                            };
                            gate: {
                                minSample?: number | null;
                                maxFailures?: number | null;
                                maxFailPercent?: number | null;
                                successPercent?: number | null;
                                coveragePercent?: number | null;
                                maxLatePercent?: number | null;
                                maxBlockedPercent?: number | null;
                                soakSeconds?: number | null;
                                /** @enum {string} */
                                promotion?: "automatic" | "by-hand";
                            };
                            patienceSeconds: number | null;
                        }[];
                        limits?: {
                            atOnce: number | null;
                            perMinute: number | null;
                        };
                        notice?: {
                            policy: {
                                /** @enum {string} */
                                kind?: "none" | "inform" | "acknowledge" | "defer";
                                mayRefuse?: boolean;
                                minimumNoticeSeconds?: number | null;
                                maxDeferrals?: number | null;
                                minimumDeferralSeconds?: number | null;
                                answerTimeoutSeconds?: number | null;
                                /** @enum {string} */
                                whenNobodyLoggedOn?: "start" | "wait";
                            };
                            texts?: {
                                language: string;
                                title: string;
                                body: string;
                            }[];
                            /** Format: uuid */
                            document?: string;
                        };
                        windows?: {
                            days: number[];
                            from: string;
                            to: string;
                        }[];
                        zoneIfUnknown?: string;
                        witnesses?: string[];
                        contactWindowSeconds?: number | null;
                        verify?: {
                            attempts: number | null;
                            intervalSeconds: number | null;
                        };
                        graceSeconds?: number | null;
                    };
                    seen?: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        version: number;
                        contentHash: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    policyGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    policyPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    scopeId?: string;
                    name: string;
                    label: string;
                    /** @enum {string} */
                    mode: "audit" | "enforce";
                    draft: {
                        work?: {
                            /** @constant */
                            kind: "apply";
                            desired: {
                                teredo: {
                                    /** @enum {string} */
                                    mode: "on" | "off";
                                    type: ("client" | "enterpriseclient" | "natawareclient" | "default") | null;
                                    serverName: string | null;
                                    refreshIntervalSeconds: number | null;
                                    clientPort: number | null;
                                };
                                /** @enum {string} */
                                ipv6: "install-if-missing" | "leave";
                                /** @enum {string} */
                                firewall: "allow-teredo" | "remove-exception" | "leave";
                                allowReboot: boolean;
                                acceptFirewallOff: boolean;
                            };
                        };
                        waves?: {
                            name: string;
                            selection: {
                                /** @constant */
                                kind: "count";
                                count: number | null;
                            } | {
                                /** @constant */
                                kind: "percent";
                                percent: number | null;
                            } | {
                                /** @constant */
                                kind: "filter";
                                filter: {
                                    search?: string;
                                    scope?: string[];
                                    status?: ("pending" | "active" | "quarantined" | "retired")[];
                                    contact?: ("online" | "stale" | "offline" | "never-seen")[];
                                    /** Format: date-time */
                                    silentSince?: string;
                                    /** Format: date-time */
                                    enrolledSince?: string;
                                    /** Format: date-time */
                                    retiredSince?: string;
                                    change?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                                    configured?: string[];
                                    effective?: string[];
                                    nat?: string[];
                                    role?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                                    reachable?: ("yes" | "no" | "unknown")[];
                                    severity?: ("ok" | "info" | "warning" | "problem")[];
                                    diagnosis?: string[];
                                    platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                                    os?: string[];
                                    agentVersion?: string[];
                                    label?: string[];
                                    application?: string[];
                                    finding?: string[];
                                    policy?: string[];
                                    server?: ("none" | string)[];
                                    drifted?: boolean;
                                    simulated?: boolean;
                                };
                            } | {
                                /** @constant */
                                kind: "rest";
                            };
                            gate: {
                                minSample?: number | null;
                                maxFailures?: number | null;
                                maxFailPercent?: number | null;
                                successPercent?: number | null;
                                coveragePercent?: number | null;
                                maxLatePercent?: number | null;
                                maxBlockedPercent?: number | null;
                                soakSeconds?: number | null;
                                /** @enum {string} */
                                promotion?: "automatic" | "by-hand";
                            };
                            patienceSeconds: number | null;
                        }[];
                        limits?: {
                            atOnce: number | null;
                            perMinute: number | null;
                        };
                        notice?: {
                            policy: {
                                /** @enum {string} */
                                kind?: "none" | "inform" | "acknowledge" | "defer";
                                mayRefuse?: boolean;
                                minimumNoticeSeconds?: number | null;
                                maxDeferrals?: number | null;
                                minimumDeferralSeconds?: number | null;
                                answerTimeoutSeconds?: number | null;
                                /** @enum {string} */
                                whenNobodyLoggedOn?: "start" | "wait";
                            };
                            texts?: {
                                language: string;
                                title: string;
                                body: string;
                            }[];
                            /** Format: uuid */
                            document?: string;
                        };
                        windows?: {
                            days: number[];
                            from: string;
                            to: string;
                        }[];
                        zoneIfUnknown?: string;
                        witnesses?: string[];
                        contactWindowSeconds?: number | null;
                        verify?: {
                            attempts: number | null;
                            intervalSeconds: number | null;
                        };
                        graceSeconds?: number | null;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    policyResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    policyRetire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    policyOfMachine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                machineId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["MachinePolicyView"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ownRuleList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["OwnRuleView"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ownRuleGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnRuleDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ownRulePreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    appliesWhen: string | null;
                    asks: string;
                    scopeId?: string | null;
                    filter?: {
                        search?: string;
                        scope?: string[];
                        status?: ("pending" | "active" | "quarantined" | "retired")[];
                        contact?: ("online" | "stale" | "offline" | "never-seen")[];
                        /** Format: date-time */
                        silentSince?: string;
                        /** Format: date-time */
                        enrolledSince?: string;
                        /** Format: date-time */
                        retiredSince?: string;
                        change?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                        configured?: string[];
                        effective?: string[];
                        nat?: string[];
                        role?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                        reachable?: ("yes" | "no" | "unknown")[];
                        severity?: ("ok" | "info" | "warning" | "problem")[];
                        diagnosis?: string[];
                        platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                        os?: string[];
                        agentVersion?: string[];
                        label?: string[];
                        application?: string[];
                        finding?: string[];
                        policy?: string[];
                        server?: ("none" | string)[];
                        drifted?: boolean;
                        simulated?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnRulePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    waiverList: {
        parameters: {
            query?: {
                ruleId?: string;
                machineId?: string;
                which?: "holding" | "ended";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    waiverPreview: {
        parameters: {
            query: {
                ruleId: string;
                machineId?: string;
                label?: string;
                scopeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    waiverRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineAccept: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineRefuse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        refused: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MachineDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineTimeline: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                direction?: "forward";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TimelineItem"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machinePreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    desired: {
                        teredo: {
                            /** @enum {string} */
                            mode: "on" | "off";
                            type: ("client" | "enterpriseclient" | "natawareclient" | "default") | null;
                            serverName: string | null;
                            refreshIntervalSeconds: number | null;
                            clientPort: number | null;
                        };
                        /** @enum {string} */
                        ipv6: "install-if-missing" | "leave";
                        /** @enum {string} */
                        firewall: "allow-teredo" | "remove-exception" | "leave";
                        allowReboot: boolean;
                        acceptFirewallOff: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineToggle: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    desired: {
                        teredo: {
                            /** @enum {string} */
                            mode: "on" | "off";
                            type: ("client" | "enterpriseclient" | "natawareclient" | "default") | null;
                            serverName: string | null;
                            refreshIntervalSeconds: number | null;
                            clientPort: number | null;
                        };
                        /** @enum {string} */
                        ipv6: "install-if-missing" | "leave";
                        /** @enum {string} */
                        firewall: "allow-teredo" | "remove-exception" | "leave";
                        allowReboot: boolean;
                        acceptFirewallOff: boolean;
                    };
                    notice: {
                        policy: {
                            /** @enum {string} */
                            kind: "none" | "inform" | "acknowledge" | "defer";
                            mayRefuse: boolean;
                            minimumNoticeSeconds: number;
                            maxDeferrals: number;
                            minimumDeferralSeconds: number;
                            answerTimeoutSeconds: number;
                            /** @enum {string} */
                            whenNobodyLoggedOn: "start" | "wait";
                        };
                        texts?: {
                            language: string;
                            title: string;
                            body: string;
                        }[];
                        /** Format: uuid */
                        document?: string;
                    };
                    reason: string;
                    basis?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedChange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineObserve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        ok: true;
                        connected: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineSetLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    labels: string[];
                    seen?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        labels: string[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineRetire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cancelledJobs: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    confirmHostname: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    machineReleaseQuarantine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutList: {
        parameters: {
            query?: {
                "filter.state"?: ("draft" | "awaiting-approval" | "approved" | "running" | "paused" | "done" | "aborted")[];
                "filter.kind"?: ("single" | "planned" | "rollback" | "repair")[];
                "filter.approval"?: "mine";
                "filter.search"?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["RolloutRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutSaveDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    scopeId?: string;
                    name: string;
                    draft: {
                        target?: {
                            filter: {
                                search?: string;
                                scope?: string[];
                                status?: ("pending" | "active" | "quarantined" | "retired")[];
                                contact?: ("online" | "stale" | "offline" | "never-seen")[];
                                /** Format: date-time */
                                silentSince?: string;
                                /** Format: date-time */
                                enrolledSince?: string;
                                /** Format: date-time */
                                retiredSince?: string;
                                change?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                                configured?: string[];
                                effective?: string[];
                                nat?: string[];
                                role?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                                reachable?: ("yes" | "no" | "unknown")[];
                                severity?: ("ok" | "info" | "warning" | "problem")[];
                                diagnosis?: string[];
                                platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                                os?: string[];
                                agentVersion?: string[];
                                label?: string[];
                                application?: string[];
                                finding?: string[];
                                policy?: string[];
                                server?: ("none" | string)[];
                                drifted?: boolean;
                                simulated?: boolean;
                            };
                            /** @enum {string} */
                            mode: "frozen" | "live";
                        };
                        exclusions?: {
                            filter: {
                                search?: string;
                                scope?: string[];
                                status?: ("pending" | "active" | "quarantined" | "retired")[];
                                contact?: ("online" | "stale" | "offline" | "never-seen")[];
                                /** Format: date-time */
                                silentSince?: string;
                                /** Format: date-time */
                                enrolledSince?: string;
                                /** Format: date-time */
                                retiredSince?: string;
                                change?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                                configured?: string[];
                                effective?: string[];
                                nat?: string[];
                                role?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                                reachable?: ("yes" | "no" | "unknown")[];
                                severity?: ("ok" | "info" | "warning" | "problem")[];
                                diagnosis?: string[];
                                platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                                os?: string[];
                                agentVersion?: string[];
                                label?: string[];
                                application?: string[];
                                finding?: string[];
                                policy?: string[];
                                server?: ("none" | string)[];
                                drifted?: boolean;
                                simulated?: boolean;
                            };
                            reason: string;
                        }[];
                        work?: {
                            /** @constant */
                            kind: "apply";
                            desired: {
                                teredo: {
                                    /** @enum {string} */
                                    mode: "on" | "off";
                                    type: ("client" | "enterpriseclient" | "natawareclient" | "default") | null;
                                    serverName: string | null;
                                    refreshIntervalSeconds: number | null;
                                    clientPort: number | null;
                                };
                                /** @enum {string} */
                                ipv6: "install-if-missing" | "leave";
                                /** @enum {string} */
                                firewall: "allow-teredo" | "remove-exception" | "leave";
                                allowReboot: boolean;
                                acceptFirewallOff: boolean;
                            };
                        };
                        waves?: {
                            name: string;
                            selection: {
                                /** @constant */
                                kind: "count";
                                count: number | null;
                            } | {
                                /** @constant */
                                kind: "percent";
                                percent: number | null;
                            } | {
                                /** @constant */
                                kind: "filter";
                                filter: {
                                    search?: string;
                                    scope?: string[];
                                    status?: ("pending" | "active" | "quarantined" | "retired")[];
                                    contact?: ("online" | "stale" | "offline" | "never-seen")[];
                                    /** Format: date-time */
                                    silentSince?: string;
                                    /** Format: date-time */
                                    enrolledSince?: string;
                                    /** Format: date-time */
                                    retiredSince?: string;
                                    change?: ("requested" | "queued" | "offered" | "notifying" | "deferred" | "waiting-window" | "running" | "verifying" | "lost-contact")[];
                                    configured?: string[];
                                    effective?: string[];
                                    nat?: string[];
                                    role?: ("client" | "host-specific-relay" | "relay" | "server" | "none" | "unknown")[];
                                    reachable?: ("yes" | "no" | "unknown")[];
                                    severity?: ("ok" | "info" | "warning" | "problem")[];
                                    diagnosis?: string[];
                                    platform?: ("linux" | "windows" | "wsh" | "simulated")[];
                                    os?: string[];
                                    agentVersion?: string[];
                                    label?: string[];
                                    application?: string[];
                                    finding?: string[];
                                    policy?: string[];
                                    server?: ("none" | string)[];
                                    drifted?: boolean;
                                    simulated?: boolean;
                                };
                            } | {
                                /** @constant */
                                kind: "rest";
                            };
                            gate: {
                                minSample?: number | null;
                                maxFailures?: number | null;
                                maxFailPercent?: number | null;
                                successPercent?: number | null;
                                coveragePercent?: number | null;
                                maxLatePercent?: number | null;
                                maxBlockedPercent?: number | null;
                                soakSeconds?: number | null;
                                /** @enum {string} */
                                promotion?: "automatic" | "by-hand";
                            };
                            patienceSeconds: number | null;
                        }[];
                        limits?: {
                            atOnce: number | null;
                            perMinute: number | null;
                        };
                        notice?: {
                            policy: {
                                /** @enum {string} */
                                kind?: "none" | "inform" | "acknowledge" | "defer";
                                mayRefuse?: boolean;
                                minimumNoticeSeconds?: number | null;
                                maxDeferrals?: number | null;
                                minimumDeferralSeconds?: number | null;
                                answerTimeoutSeconds?: number | null;
                                /** @enum {string} */
                                whenNobodyLoggedOn?: "start" | "wait";
                            };
                            texts?: {
                                language: string;
                                title: string;
                                body: string;
                            }[];
                            /** Format: uuid */
                            document?: string;
                        };
                        windows?: {
                            days: number[];
                            from: string;
                            to: string;
                        }[];
                        zoneIfUnknown?: string;
                        witnesses?: string[];
                        contactWindowSeconds?: number | null;
                        verify?: {
                            attempts: number | null;
                            intervalSeconds: number | null;
                        };
                        startAt?: number | null;
                        endAt?: number | null;
                    };
                    seen?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        planHash: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutCompare: {
        parameters: {
            query: {
                ids: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloutComparison"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloutView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutMembers: {
        parameters: {
            query?: {
                "filter.wave"?: number | "late";
                "filter.group"?: "waiting" | "begun" | "good" | "bad" | "skipped" | "excluded" | "unknown";
                "filter.states"?: string[];
                "filter.notice"?: "sent" | "on-machine" | "shown" | "informed" | "acknowledged" | "deferred" | "refused" | "unanswered" | "nobody" | "overridden" | "not-shown" | "no-word" | "never-told";
                "filter.search"?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["MemberRow"][];
                        nextCursor: string | null;
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutNotices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeFunnelView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutLog: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["AuditRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloutPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutRehearse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    assumptions: {
                        seed: number;
                        offlinePercent: number;
                        longestOfflineSeconds: number;
                        deferPercent: number;
                        deferSeconds: number;
                        refusePercent: number;
                        failPercent: number;
                        changeSeconds: number;
                        promoteAfterSeconds: number;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutSubmit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    planHash: string;
                    reason: string;
                    noticeSha256?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutClone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    seenFailures?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutPromote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    wave: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutRetryFailed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    wave?: number;
                    filter?: {
                        wave?: number | "late";
                        /** @enum {string} */
                        group?: "waiting" | "begun" | "good" | "bad" | "skipped" | "excluded" | "unknown";
                        states?: string[];
                        /** @enum {string} */
                        notice?: "sent" | "on-machine" | "shown" | "informed" | "acknowledged" | "deferred" | "refused" | "unanswered" | "nobody" | "overridden" | "not-shown" | "no-word" | "never-told";
                        search?: string;
                    };
                    machineIds?: string[];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        machines: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutNudgePreview: {
        parameters: {
            query?: {
                "filter.wave"?: number | "late";
                "filter.group"?: "waiting" | "begun" | "good" | "bad" | "skipped" | "excluded" | "unknown";
                "filter.states"?: string[];
                "filter.notice"?: "sent" | "on-machine" | "shown" | "informed" | "acknowledged" | "deferred" | "refused" | "unanswered" | "nobody" | "overridden" | "not-shown" | "no-word" | "never-told";
                "filter.search"?: string;
                machineIds?: string[];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NudgeView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutNudge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    filter?: {
                        wave?: number | "late";
                        /** @enum {string} */
                        group?: "waiting" | "begun" | "good" | "bad" | "skipped" | "excluded" | "unknown";
                        states?: string[];
                        /** @enum {string} */
                        notice?: "sent" | "on-machine" | "shown" | "informed" | "acknowledged" | "deferred" | "refused" | "unanswered" | "nobody" | "overridden" | "not-shown" | "no-word" | "never-told";
                        search?: string;
                    };
                    machineIds?: string[];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NudgeView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutNoticeOverridePreview: {
        parameters: {
            query?: {
                "filter.wave"?: number | "late";
                "filter.group"?: "waiting" | "begun" | "good" | "bad" | "skipped" | "excluded" | "unknown";
                "filter.states"?: string[];
                "filter.notice"?: "sent" | "on-machine" | "shown" | "informed" | "acknowledged" | "deferred" | "refused" | "unanswered" | "nobody" | "overridden" | "not-shown" | "no-word" | "never-told";
                "filter.search"?: string;
                machineIds?: string[];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeOverridePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutCloseNoticeOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                overrideId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutExclude: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    filter?: {
                        wave?: number | "late";
                        /** @enum {string} */
                        group?: "waiting" | "begun" | "good" | "bad" | "skipped" | "excluded" | "unknown";
                        states?: string[];
                        /** @enum {string} */
                        notice?: "sent" | "on-machine" | "shown" | "informed" | "acknowledged" | "deferred" | "refused" | "unanswered" | "nobody" | "overridden" | "not-shown" | "no-word" | "never-told";
                        search?: string;
                    };
                    machineIds?: string[];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        machines: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutAbort: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rolloutRollBack: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    what: {
                        /** @constant */
                        kind: "whole";
                    } | {
                        /** @constant */
                        kind: "wave";
                        wave: number;
                    } | {
                        /** @constant */
                        kind: "machine";
                        /** Format: uuid */
                        machineId: string;
                    };
                    notice?: {
                        policy: {
                            /** @enum {string} */
                            kind: "none" | "inform" | "acknowledge" | "defer";
                            mayRefuse: boolean;
                            minimumNoticeSeconds: number;
                            maxDeferrals: number;
                            minimumDeferralSeconds: number;
                            answerTimeoutSeconds: number;
                            /** @enum {string} */
                            whenNobodyLoggedOn: "start" | "wait";
                        };
                        texts?: {
                            language: string;
                            title: string;
                            body: string;
                        }[];
                        /** Format: uuid */
                        document?: string;
                    };
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rolloutId: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportExport: {
        parameters: {
            query: {
                format: "json" | "csv";
                at?: string;
                timeZone?: string;
                later?: boolean;
            };
            header?: never;
            path: {
                rolloutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    evidenceRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rolloutId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    evidenceList: {
        parameters: {
            query?: {
                rolloutId?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["BundleView"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    evidenceGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BundleView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    evidenceDownload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportLinkList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rolloutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["ReportLinkView"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportLinkRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    jobUndo: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    notice?: {
                        policy: {
                            /** @enum {string} */
                            kind: "none" | "inform" | "acknowledge" | "defer";
                            mayRefuse: boolean;
                            minimumNoticeSeconds: number;
                            maxDeferrals: number;
                            minimumDeferralSeconds: number;
                            answerTimeoutSeconds: number;
                            /** @enum {string} */
                            whenNobodyLoggedOn: "start" | "wait";
                        };
                        texts?: {
                            language: string;
                            title: string;
                            body: string;
                        }[];
                        /** Format: uuid */
                        document?: string;
                    };
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedChange"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    jobCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    noticeList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["NoticeRow"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    noticeSave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    scopeId?: string;
                    name: string;
                    texts: {
                        language: string;
                        /** @default  */
                        title?: string;
                        /** @default  */
                        body?: string;
                        /** @default  */
                        changes?: string;
                        /** @default  */
                        when?: string;
                        /** @default  */
                        whom?: string;
                    }[];
                    seen?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        number: number;
                        sha256: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    noticeGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: ("standard-teredo-on" | "standard-teredo-off" | "standard-restore") | string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    noticeVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeVersionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    noticeArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    archived: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    freezeList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["FreezeView"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    freezeAdd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    freezeRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tokenList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["TokenView"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tokenCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    label: string;
                    /** Format: uuid */
                    scopeId?: string;
                    autoAccept: boolean;
                    maxUses: number;
                    expiresInHours: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tokenRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    userList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["UserRow"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    scopeList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["ScopeRow"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    scopeCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    teredoServerList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["TeredoServerRow"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    teredoServerAdd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    secondary: string | null;
                    note: string | null;
                    measured: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    teredoServerEdit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    secondary: string | null;
                    note: string | null;
                    measured: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    teredoServerRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    teredoServerMeasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    agentUpdateGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentUpdateView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    agentUpdateOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: string;
                    label: string | null;
                    percent: number;
                    canaries: number;
                    atOnce: number;
                    maxFailures: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentUpdateView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    agentUpdateChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    percent: number;
                    atOnce: number;
                    goOn: boolean;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentUpdateView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    agentUpdateStop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentUpdateView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settingsGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settingsSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: uri */
                    publicUrl?: string;
                    /** Format: uri */
                    agentUrl?: string;
                    organisationName?: string | null;
                    reachabilityPeer?: string | null;
                    probeServer?: string | null;
                    observeSeconds?: number;
                    heartbeatSeconds?: number;
                    singleChangesPerOperatorAndDay?: number;
                    overrideNeedsTwo?: boolean;
                    /** @enum {string} */
                    usersNamedBy?: "account" | "id" | "pseudonym";
                    alertSilentAtLeast?: number;
                    alertSilentPercent?: number;
                    alertFindingsAtLeast?: number;
                    alertFindingsPercent?: number;
                    alertWaitHours?: number;
                    alertExpiryDays?: number;
                    observationsKeptDays?: number | null;
                    jobOutputsKeptDays?: number | null;
                    receiptsKeptDays?: number | null;
                    auditEntriesKeptDays?: number | null;
                    sessionsKeptDays?: number | null;
                    alertsKeptDays?: number | null;
                    bundlesKeptDays?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    brakeGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrakeView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    brakeSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    on: boolean;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrakeView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    auditList: {
        parameters: {
            query?: {
                "filter.actor"?: string;
                "filter.action"?: string;
                "filter.object"?: string;
                "filter.outcome"?: "done" | "refused" | "failed";
                "filter.from"?: string;
                "filter.to"?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["AuditRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    auditExport: {
        parameters: {
            query: {
                "filter.actor"?: string;
                "filter.action"?: string;
                "filter.object"?: string;
                "filter.outcome"?: "done" | "refused" | "failed";
                "filter.from"?: string;
                "filter.to"?: string;
                format: "csv" | "jsonl";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                    "application/json": string;
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    auditChain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditChainView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    overviewDays: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FleetDays"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    overviewNumbers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewNumbers"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    alertList: {
        parameters: {
            query?: {
                which?: "open" | "ended";
                kinds?: ("drift" | "new-finding" | "rollout-paused" | "rollout-held" | "policy-held" | "chain-broken" | "agents-lost" | "token-expiring" | "certificate-expiring")[];
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    alertCounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertCounts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    alertAcknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    alertDestinationList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["AlertDestinationView"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    alertDestinationTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveryId: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    alertDestinationDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                direction?: "forward";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["AlertDeliveryRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportScheduleList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rows: components["schemas"]["ReportScheduleView"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportScheduleRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportScheduleSend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    auditCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        askedAt: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
