export {
  checkNetwork,
  type NetworkCheck,
  type NetworkDirection,
  type NetworkReport,
} from './check';
export type { NetworkFinding, NetworkWords } from './describe';
export type { NetworkFigures } from './meter';
export type { NetworkCheckOptions, NetworkCheckProgress, NetworkCheckUser } from './options';
