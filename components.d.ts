/** Types of the components that easycom registers. */
import type TrtcAvatar from './components/trtc-avatar/trtc-avatar.vue';
import type TrtcCallButton from './components/trtc-call-button/trtc-call-button.vue';
import type TrtcCallChart from './components/trtc-call-chart/trtc-call-chart.vue';
import type TrtcCallControls from './components/trtc-call-controls/trtc-call-controls.vue';
import type TrtcCallDevices from './components/trtc-call-devices/trtc-call-devices.vue';
import type TrtcCallEnd from './components/trtc-call-end/trtc-call-end.vue';
import type TrtcCallIncoming from './components/trtc-call-incoming/trtc-call-incoming.vue';
import type TrtcCallInvite from './components/trtc-call-invite/trtc-call-invite.vue';
import type TrtcCallKit from './components/trtc-call-kit/trtc-call-kit.vue';
import type TrtcCallNotice from './components/trtc-call-notice/trtc-call-notice.vue';
import type TrtcCallOutgoing from './components/trtc-call-outgoing/trtc-call-outgoing.vue';
import type TrtcCallReport from './components/trtc-call-report/trtc-call-report.vue';
import type TrtcCallStage from './components/trtc-call-stage/trtc-call-stage.vue';
import type TrtcCallTile from './components/trtc-call-tile/trtc-call-tile.vue';
import type TrtcCallTimeline from './components/trtc-call-timeline/trtc-call-timeline.vue';
import type TrtcIcon from './components/trtc-icon/trtc-icon.vue';

declare module 'vue' {
  export interface GlobalComponents {
    TrtcAvatar: typeof TrtcAvatar;
    TrtcCallButton: typeof TrtcCallButton;
    TrtcCallChart: typeof TrtcCallChart;
    TrtcCallControls: typeof TrtcCallControls;
    TrtcCallDevices: typeof TrtcCallDevices;
    TrtcCallEnd: typeof TrtcCallEnd;
    TrtcCallIncoming: typeof TrtcCallIncoming;
    TrtcCallInvite: typeof TrtcCallInvite;
    TrtcCallKit: typeof TrtcCallKit;
    TrtcCallNotice: typeof TrtcCallNotice;
    TrtcCallOutgoing: typeof TrtcCallOutgoing;
    TrtcCallReport: typeof TrtcCallReport;
    TrtcCallStage: typeof TrtcCallStage;
    TrtcCallTile: typeof TrtcCallTile;
    TrtcCallTimeline: typeof TrtcCallTimeline;
    TrtcIcon: typeof TrtcIcon;
  }
}
