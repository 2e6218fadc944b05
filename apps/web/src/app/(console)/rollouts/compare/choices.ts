/** The rollouts that one may choose from: planned ones, newest first. */
export const CHOICES = { filter: { kind: ['planned' as const] }, limit: 200 };
