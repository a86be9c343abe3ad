/** Apps may use these names besides the class. */
export { CALL_TYPE, EVENT } from './events';
export type {
  AnswerPayload,
  CallEndPayload,
  CallingCancelPayload,
  CallingTimeoutPayload,
  EventName,
  EventPayloads,
  InvitedPayload,
  MiniProgramEvent,
  MiniProgramEventName,
  NoResponsePayload,
  UserPayload,
} from './events';
export type { CallEnd, CallType, EndReason, InviteState, Member, Phase } from '../call/state';
export { FINDINGS, originRule } from '../diagnostics';
export type {
  CheckOptions,
  EnvironmentReport,
  Finding,
  FindingID,
  FindingKey,
  FindingLevel,
  FindingState,
  OriginRule,
} from '../diagnostics';
export type {
  CallFinding,
  CallReport,
  DirectionQuality,
  FigureName,
  FindingKind,
  QualitySample,
  ReportedCall,
  ReportOptions,
  ReportRow,
  TimelineEntry,
  TimelineKind,
} from '../diagnostics/report';
export type {
  NetworkCheckOptions,
  NetworkCheckProgress,
  NetworkCheckUser,
  NetworkDirection,
  NetworkFigures,
  NetworkFinding,
  NetworkReport,
  NetworkWords,
} from '../diagnostics/network';
export { CallError, ERROR_KINDS, ErrorCode } from '../errors';
export { deviceError } from '../media/device-error';
export type {
  DeviceKind,
  MediaDevice,
  NetworkLevel,
  VideoProfile,
  VideoQuality,
} from '../media/port';
export type { OfflinePushInfo } from '../signaling/port';
export type { ProxyOptions } from '../runtime/environment';
export type {
  AcceptParams,
  CallParams,
  GroupCallParams,
  JoinInGroupCallParams,
  LoginParams,
  SwitchDeviceParams,
  TRTCCallingOptions,
  ViewParams,
} from './parameters';
export type {
  CarrierKind,
  LinkedPage,
  LinkMessage,
  LivePlayerAttributes,
  LivePusherAttributes,
  LiveView,
  LiveViewModel,
  PageLink,
} from './live';
export type { CallMessage, MessageLanguage } from './message-text';
export { steadyNow } from './steady-now';
export type { CallSnapshot, CallStatus } from './snapshot';
export type { TRTCCallingBase } from './aliases';
export type { CallResult } from './trtc-calling';
