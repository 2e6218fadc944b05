/**
 * The value that has Windows start the script agent's helper for notices in each session at log-on, as the person who logs
 * on. It is made last, so where it is the agent is installed.
 */
export const NOTICE_START = {
  key: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
  name: 'Teredo Fleet notice',
};

/** The task that starts the script agent. The executable's has another name, so that neither takes the other's away. */
export const SCRIPT_TASK = 'Teredo Fleet script agent';
