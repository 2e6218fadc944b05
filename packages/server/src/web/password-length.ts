/** Length is all that is asked of a password (NIST SP 800-63B), and that nobody would try it first. */
export const PASSWORD_LENGTH = { minPasswordLength: 12, maxPasswordLength: 128 };
