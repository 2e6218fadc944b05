/** Where things are on this Linux machine. Every path can be moved, for tests and for unusual installations. */
export interface LinuxSettings {
  miredoConf: string;
  miredoPidFile: string;
  /** Name for Miredo's interface; null leaves what the configuration says. */
  interfaceName: string | null;
  /** The agent's own folder (0700, root): saved states, Miredo's output where there is no systemd. */
  stateDir: string;
  /** `auto`: systemd where it runs and Miredo's paths are the usual ones, else by itself. */
  serviceControl: 'auto' | 'systemd' | 'self';
}

export const DEFAULT_LINUX_SETTINGS: LinuxSettings = {
  miredoConf: '/etc/miredo/miredo.conf',
  miredoPidFile: '/run/miredo.pid',
  interfaceName: null,
  stateDir: '/var/lib/teredo-agent',
  serviceControl: 'auto',
};
