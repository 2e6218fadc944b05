export { type FileRights, removeDurably, writeDurably } from './durable-file';
export { readLinuxHostFacts } from './host-facts';
export { createLinuxPlatform, type LinuxPlatform, type LinuxPlatformOptions } from './linux-platform';
export { DEFAULT_LINUX_SETTINGS, type LinuxSettings } from './linux-settings';
export { runsSystemd } from './miredo-service';
export { ANSWERS_FOLDER } from './notice/answer-folder';
export { createLinuxNoticeChannel, type LinuxNoticeOptions } from './notice/linux-notice-channel';
export { createLinuxWitness } from './witness';
