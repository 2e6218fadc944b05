/** Something a person can mend; its message says what happened and what to do. Anything else is a fault of ours. */
export class RunError extends Error {}
