export { isAdministrator } from './administrators';
export { createWindowsApplicationBox, removeStanding } from './applications/windows-application-box';
export { createWindowsApplicationDoor } from './applications/windows-application-door';
export { type BootTask, createBootTask } from './boot-task';
export { createWindowsNoticeChannel } from './notice/windows-notice-channel';
export { type FolderOrigin, keepToAdministrators, requireNoLinkTo } from './own-folder';
export { readWindowsHostFacts } from './windows-host-facts';
export { createWindowsPlatform, type WindowsPlatform, type WindowsPlatformOptions } from './windows-platform';
export { createWindowsWitness } from './windows-witness';
