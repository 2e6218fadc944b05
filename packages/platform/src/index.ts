export * from './application-box';
export * from './linux';
export * from './notice-channel';
export * from './platform';
export * from './programs';
export * from './spawn';
export * from './spawn-own';
export {
  type HouseCommand,
  machineFolders,
  programFolders,
  type RunHouseCommand,
  type RunWindows,
  runHouseCommand,
  runWindows,
  startShellLine,
  systemRoot,
  type WindowsResult,
} from './spawn-windows';
export * from './windows';
