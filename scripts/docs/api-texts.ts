/**
 * Texts of the API pages beside the comments in the sources: what is not said there, and all of it in
 * Chinese. A text that is missing is asked for by `npm run docs` and by its test.
 */
type Text = { en?: string; zh?: string };

export const GROUPS: { en: string; zh: string; methods: string[] }[] = [
  {
    en: 'Log in and out',
    zh: '登录与退出',
    methods: ['login', 'logout', 'destroy', 'checkEnvironment', 'report', 'setLogLevel'],
  },
  {
    en: 'Call',
    zh: '通话',
    methods: [
      'call',
      'groupCall',
      'joinInGroupCall',
      'accept',
      'reject',
      'hangup',
      'switchToAudioCall',
      'switchToVideoCall',
    ],
  },
  {
    en: 'See and hear',
    zh: '画面与声音',
    methods: [
      'startLocalView',
      'startRemoteView',
      'stopLocalView',
      'stopRemoteView',
      'openCamera',
      'closeCamera',
      'setMicMute',
      'resumePlayback',
      'setVideoQuality',
      'getVideoQuality',
    ],
  },
  {
    en: 'Devices',
    zh: '设备',
    methods: [
      'getCameras',
      'getMicrophones',
      'getSpeakers',
      'switchDevice',
      'switchCamera',
      'setHandsFree',
    ],
  },
  {
    en: 'Watch',
    zh: '状态与事件',
    methods: [
      'snapshot',
      'subscribe',
      'on',
      'off',
      'getCallStatus',
      'getCallType',
      'getUserID',
      'isGroupCall',
    ],
  },
  { en: 'The rest', zh: '其他', methods: [] },
];

export const METHODS: Record<string, Text> = {
  login: { zh: '加载 IM SDK 并登录，可以呼叫和接听时完成。拒绝：CallError 61001、61005、61012。' },
  logout: { zh: '结束进行中的通话、通知对方并退出登录。未登录时什么都不做。' },
  destroy: { zh: '挂断、退出登录并移除全部监听，之后该实例不可再用。' },
  checkEnvironment: {
    zh: '检查通话的障碍，每项结果附处理方法。不会向用户申请任何权限，无需登录；`{ reach: true }` 会同时尝试连接各项服务。',
  },
  report: {
    zh: '正在进行的通话、否则为登录以来上一次通话的报告：时间线、质量与异常，为不含 userSig 的普通 JSON，不会发送到任何地方。`{ redact: true }` 去掉 userID。没有通话时为 undefined。见[通话报告](call-reports.md)。',
  },
  setLogLevel: { zh: '−1 调试，0 日志，1 信息，2 警告（默认），3 错误，4 关闭。' },
  call: {
    zh: '呼叫一个用户，对方开始响铃且本端已进房时完成。拒绝：CallError 60003–60006（什么都没发出）、61001–61003、61006–61008、61011（此前已挂断）。',
  },
  groupCall: { zh: '呼叫多个用户；在多人通话中调用则邀请他们加入同一房间。拒绝情形同 `call()`。' },
  joinInGroupCall: {
    zh: '加入仍在进行的多人通话（例如刷新页面之后），不会让任何人响铃，本端进房时完成。房间里没有人时，5 秒后以 `remote-hangup` 结束。拒绝：CallError 60003–60006、61001–61003、61007、61008、61011。',
  },
  accept: {
    zh: '接听当前来电，接通时完成。拒绝：CallError 60003–60006（会通知主叫）、61004、61006–61008、61011。',
  },
  reject: { zh: '拒绝当前来电。拒绝：CallError 61004。' },
  hangup: {
    zh: '无论处于哪个阶段都结束通话：呼出时撤回，响铃时拒绝。没有通话时无害。全部资源释放后完成。',
  },
  switchToAudioCall: {
    en: 'Asks the other side to go on with sound only; calls of two.',
    zh: '请求切换为语音通话，仅限双人。对方未及时同意时以 60001 拒绝，通话继续。',
  },
  switchToVideoCall: {
    en: 'Asks the other side to go on with video; calls of two.',
    zh: '请求切换为视频通话，仅限双人。摄像头失败或对方不同意时以 60002 拒绝，通话继续。',
  },
  startLocalView: { zh: '在 `videoViewDomID` 指定的元素中显示本地画面，元素须已在页面中。' },
  startRemoteView: {
    en: 'Shows another user, now or as soon as there is a picture; once more: moves it. Also in the form of mini-programs, `startRemoteView(userID)`: the view is named after the user.',
    zh: '显示某个用户的画面，尚无画面时等画面到来；再次调用则移动画面。也可用小程序的形式 `startRemoteView(userID)`，此时容器以用户 ID 命名。',
  },
  stopLocalView: { en: 'Takes the local picture away.', zh: '移除本地画面。' },
  stopRemoteView: {
    en: 'Takes the picture away; the sound goes on. Also `stopRemoteView(userID)`.',
    zh: '移除画面，声音继续。也可写作 `stopRemoteView(userID)`。',
  },
  openCamera: { zh: '打开摄像头；画面就绪前调用会先记住。拒绝：CallError 60004、60005。' },
  closeCamera: { zh: '关闭摄像头：指示灯熄灭，其他人能看到已关闭。' },
  setMicMute: {
    en: '`true`: the microphone is off.',
    zh: '`true` 关闭麦克风，`false` 打开。',
  },
  resumePlayback: {
    zh: '恢复被拦截的声音和画面。必须在点击处理函数中直接调用，前面不要有 await。',
  },
  setVideoQuality: {
    zh: "`'240p'` 到 `'1080p'`，或 `{ width, height, frameRate, bitrate }`。立即生效，无需登录。",
  },
  getVideoQuality: { en: 'The quality in use; 480p unless set.', zh: '当前质量，默认 480p。' },
  getCameras: {
    en: 'The cameras; names come once a device was allowed.',
    zh: '摄像头列表；授权过设备之后才有名称。',
  },
  getMicrophones: {
    en: 'The microphones; names come once a device was allowed.',
    zh: '麦克风列表；授权过设备之后才有名称。',
  },
  getSpeakers: { zh: '扬声器列表；浏览器不允许网页选择时为空（Safari）。' },
  switchDevice: {
    zh: '通话前调用用于下一通，通话中调用立即切换。失败时以 CallError 61014 拒绝，仍使用原来的设备。',
  },
  switchCamera: { zh: '切换到下一个摄像头，即前后轮换。没有其他摄像头时以 61014 拒绝。' },
  setHandsFree: {
    zh: '在平台允许时选择扬声器或听筒，其他平台无效果。返回 live-player 使用的名称。',
  },
  snapshot: { zh: '界面所需的全部状态，纯数据；每次变化都是新对象。' },
  subscribe: {
    en: 'Calls the listener with each new snapshot. Returns: stops it.',
    zh: '每次快照变化时调用监听函数。返回取消订阅的函数。',
  },
  on: { zh: '监听事件。`context` 为回调中的 `this`，默认是实例本身。' },
  off: { zh: '移除一个监听；不传回调则移除该事件的全部监听。' },
  getCallStatus: {
    en: 'The documented status of three values.',
    zh: '文档约定的三值状态：`idle`、`calling`、`connected`。',
  },
  getCallType: {
    en: '1 audio, 2 video, 0 without a call.',
    zh: '1 语音，2 视频，没有通话时为 0。',
  },
  getUserID: { en: "The logged-in user; '' if nobody is.", zh: '已登录的用户；未登录为空字符串。' },
  isGroupCall: { en: 'Whether the call is one of a group.', zh: '当前是否为多人通话。' },
  liveView: { zh: '微信小程序登录期间：页面要渲染什么，事件传到哪里。' },
  pageLink: { zh: 'App 登录期间：连接通话媒体与承载它的页面。' },
  switchAudioCall: { zh: '`switchToAudioCall()` 的小程序名称。' },
  switchVideoCall: { zh: '`switchToVideoCall()` 的小程序名称。' },
  getTim: { zh: '构造时传入的 IM 实例。' },
  destroyed: { zh: '`destroy()` 的小程序名称。' },
  extractCallingInfoFromMessage: {
    zh: "把一条 IM 消息转为通话描述，供会话列表使用；与通话无关时返回空字符串。`language` 默认 `'zh-CN'`。",
  },
};

export const EVENTS: Record<string, string> = {
  ERROR: '出错。通话是否结束以快照为准。',
  SDK_READY: '可以呼叫和接听，每次登录一次。',
  SDK_NOT_READY: '与 IM 的连接断开，或用户已退出。',
  INVITED: '有来电。',
  USER_ACCEPT: '主叫：该用户已接听。',
  USER_ENTER: '用户进入房间，每次进房触发一次。',
  USER_LEAVE: '用户离开房间。',
  REJECT: '主叫：该用户已拒绝。',
  NO_RESP: '主叫：这些用户超时未接或不在线。',
  LINE_BUSY: '主叫：该用户正在通话中。',
  CALLING_CANCEL: '被叫：邀请已失效，被取消或已在其他设备上处理。',
  KICKED_OUT: '同一账号在别处登录。',
  CALLING_TIMEOUT: '被叫：本端超时未接。',
  CALL_END: '通话结束；接通过或超时的通话各触发一次。',
  CALLING_END: '同 CALL_END，旧名称。',
  USER_VIDEO_AVAILABLE: '用户开关摄像头；进房后的初始状态也会触发。',
  USER_AUDIO_AVAILABLE: '用户开关麦克风；进房后的初始状态也会触发。',
  USER_VOICE_VOLUME: '各用户音量，约每秒一次。',
  GROUP_CALL_INVITEE_LIST_UPDATE: '多人通话：已邀请、尚未应答的用户。',
  CALL_MODE: '通话变为语音或视频。',
  CALL_REPORT: '通话以任何方式结束，附其报告；每次通话一次。',
  PLAYBACK_BLOCKED: '这些用户的声音或画面被浏览器拦截，需用户点击。',
  DEVICES_CHANGED: '摄像头、麦克风或扬声器插拔，或 App 的页面已能列出它们。',
};

export const CHOICES: Record<string, Record<string, { en: string; zh: string }>> = {
  Phase: {
    idle: { en: 'no call', zh: '没有通话' },
    dialing: {
      en: 'outgoing: devices are being taken, nothing is sent yet',
      zh: '呼出：正在准备设备，尚未发出',
    },
    inviting: { en: 'outgoing: it rings at the other side', zh: '呼出：对方正在响铃' },
    ringing: { en: 'incoming: waiting for the user', zh: '来电：等待用户处理' },
    accepting: { en: 'incoming: accepted, being set up', zh: '来电：已接听，正在接通' },
    connected: { en: 'somebody accepted', zh: '已有人接听' },
    ending: { en: 'over, being cleaned up', zh: '已结束，正在收尾' },
  },
  EndReason: {
    hangup: { en: 'this side hung up', zh: '本端挂断' },
    'remote-hangup': {
      en: 'the other side hung up, or nobody is left',
      zh: '对方挂断，或房间里已没有人',
    },
    rejected: { en: 'declined', zh: '被拒绝，或本端拒绝' },
    busy: { en: 'the callee is in another call', zh: '被叫正在通话中' },
    'no-response': { en: 'nobody answered in time', zh: '超时未接' },
    offline: { en: 'the callee is not online', zh: '被叫不在线' },
    cancelled: { en: 'the caller gave up', zh: '主叫取消' },
    'answered-elsewhere': { en: 'another device of this user answered', zh: '已在其他设备上接听' },
    'declined-elsewhere': { en: 'another device of this user declined', zh: '已在其他设备上拒绝' },
    'connection-lost': {
      en: 'the line could not be repaired within half a minute',
      zh: '断线且半分钟内未恢复',
    },
    'room-dismissed': {
      en: 'the server dismissed the room or removed this user',
      zh: '服务端解散房间或移出该用户',
    },
    'kicked-out': { en: 'this account logged in somewhere else', zh: '账号在别处登录' },
    'user-sig-expired': {
      en: 'the userSig ran out, and the service ended the login',
      zh: 'userSig 过期，服务端结束了登录',
    },
    'permission-denied': { en: 'microphone or camera were refused', zh: '麦克风或摄像头未授权' },
    'no-device': { en: 'no microphone or no camera can be used', zh: '没有可用的麦克风或摄像头' },
    'not-supported': { en: 'this page or browser cannot send', zh: '当前页面或浏览器无法发送' },
    'signalling-error': { en: 'a call message could not be sent', zh: '信令发送失败' },
    'media-error': {
      en: 'the room could not be entered, or nothing sent into it',
      zh: '无法进房，或无法发送音视频',
    },
    'logged-out': {
      en: 'this user logged out, or the app its shared IM instance',
      zh: '本端退出登录，或应用退出了共用的 IM 实例',
    },
  },
};

/** By interface; '' is what the interface itself is for. */
export const FIELDS: Record<string, Record<string, Text>> = {
  CallSnapshot: {
    '': { en: 'What a screen needs.', zh: '界面所需的全部状态。' },
    userID: { zh: '已登录的用户；未登录为空字符串。' },
    login: {
      zh: '`ready`：可以呼叫和接听；`user-sig-expired`：需要新的 userSig，可由 `getUserSig` 提供。',
    },
    status: { zh: '文档约定的三值状态。' },
    phase: { en: 'Where the call is; see below.', zh: '通话所处阶段，见下文。' },
    role: { en: 'Whether this side called.', zh: '本端是主叫还是被叫。' },
    type: { en: '1 audio, 2 video.', zh: '1 语音，2 视频。' },
    isGroup: { en: 'A call of more than two.', zh: '是否多人通话。' },
    groupID: {
      en: "The IM group that was called; '' otherwise.",
      zh: '所呼叫的 IM 群；没有则为空。',
    },
    roomID: { en: 'The room; 0 without a call.', zh: '房间号；没有通话时为 0。' },
    inviter: { en: 'Who called.', zh: '主叫。' },
    inviteID: { en: 'Names the invitation.', zh: '邀请的标识。' },
    members: { zh: '除自己外的所有成员，键为 userID。' },
    local: { en: 'What this side sends and wants to send.', zh: '本端正在发送和想要发送的内容。' },
    connection: { en: 'The line to the room.', zh: '与房间的连接。' },
    startedAt: { zh: '接通时间，毫秒时间戳（按设备日期），用于显示和保存，不用于计时。' },
    startMark: {
      zh: '同一时刻，以 `steadyNow()` 计：通话计时从这里开始，不受设备日期调整的影响。',
    },
    ringUntil: { zh: '响铃自动结束的时间，毫秒时间戳。' },
    switchingTo: { zh: '正在等待对方同意切换的类型。' },
    playbackBlocked: { zh: '有成员的声音或画面被拦截，需用户点击后调用 `resumePlayback()`。' },
    quality: {
      en: 'Up and down: 1 excellent … 6 disconnected, 0 unknown.',
      zh: '上行与下行：1 极好 … 6 断开，0 未知。',
    },
    end: { zh: '上一通的结束信息；通话进行中为 undefined。' },
  },
  Member: {
    '': { en: 'One of the others.', zh: '一个成员。' },
    userID: { en: 'Who.', zh: '用户。' },
    invite: { en: 'Where the invitation stands.', zh: '邀请的状态。' },
    ref: { zh: '邀请该成员的邀请名称；不是本端邀请的则为空。' },
    presence: { en: 'Whether the member is in the room.', zh: '是否在房间里。' },
    audio: { zh: '是否在发送音频；未知前为 undefined。' },
    video: { en: 'The member sends video.', zh: '是否在发送视频。' },
    hasSent: { zh: '该成员进房后已发送过音频或视频。' },
    playback: { zh: '本设备是否在播放该成员的声音和画面。' },
  },
  LocalMedia: {
    '': { en: 'The media of this side.', zh: '本端媒体。' },
    microphone: { zh: '用户希望麦克风打开；就绪前也会记住。' },
    camera: { en: 'The user wants the camera on.', zh: '用户希望摄像头打开。' },
    receiveOnly: { zh: '只接收、不发送。' },
    prepared: { zh: '已占用设备。' },
    entered: { zh: '已进房。' },
    published: { en: 'Sound or picture is published.', zh: '已发布音视频。' },
    sending: { zh: '实际发出的内容。' },
    lost: { zh: '希望打开、曾在发送、现已失去的设备：被拔出，或被其他程序占用。' },
  },
  CallEnd: {
    '': { en: 'How a call ended.', zh: '通话的结束信息。' },
    reason: { en: 'Why; see below.', zh: '原因，见下文。' },
    seconds: { zh: '从接通到结束的整秒数；未接通为 0。' },
    userID: { zh: '已知时为结束通话的一方。' },
    at: { en: 'Epoch ms.', zh: '毫秒时间戳。' },
    errorCode: { zh: '由错误导致时的错误码。' },
  },
  TRTCCallingOptions: {
    '': { en: 'For `new TRTCCalling(options)`.', zh: '`new TRTCCalling(options)` 的参数。' },
    SDKAppID: {
      en: 'The SDKAppID of your application: calls work between users of one SDKAppID only.',
      zh: '应用的 SDKAppID。只有同一 SDKAppID 的用户才能互相呼叫。',
    },
    sdkAppID: { zh: '同上，小程序的写法。' },
    tim: {
      zh: '应用自己的 IM 实例，tim-js-sdk 或 @tencentcloud/chat，是否已登录均可，登录状态共享。',
    },
    proxy: { zh: '私有化部署和本地云的地址。' },
    appMedia: {
      zh: '仅用于 App：由什么承载声音和画面。`native` 为 TRTC 原生插件，`web` 为通话页的 WebView，`auto`（默认）有插件时用插件、否则用 WebView。其他平台忽略此项。',
    },
    getUserSig: {
      zh: '`login()` 的 userSig 到期前会调用它获取新的。请向服务端请求，不要在客户端签名。',
    },
  },
  NetworkCheckOptions: {
    '': {
      en: 'For `checkNetwork`. `userID` sends. Take users by whom nobody calls: one who is in a call is thrown out of it.',
      zh: '`checkNetwork` 的参数。`userID` 为发送方。请使用不用于通话的用户：正在通话的用户会被踢出通话。',
    },
    SDKAppID: { en: 'The SDKAppID of your application.', zh: '应用的 SDKAppID。' },
    receiver: { zh: '第二个用户，负责接收：同一用户不能在房间里出现两次。' },
    seconds: { zh: '测量时长，6 到 60 秒，默认 15。' },
    language: { zh: '文字的语言，默认英语。' },
    onProgress: { zh: '开始时以及每秒调用一次。' },
    signal: { zh: '结束检测：全部退出后以 61011 拒绝。' },
    proxy: { zh: '私有化部署和本地云的地址。' },
  },
  NetworkCheckUser: {
    '': { en: 'A user of the check.', zh: '检测使用的用户。' },
    userID: { zh: '字母、数字、`-`、`_`，最多 32 个字符。' },
    userSig: { zh: '由服务端签发，不要在客户端生成。' },
  },
  NetworkCheckProgress: {
    '': { en: 'What `onProgress` gets.', zh: '`onProgress` 的参数。' },
    share: { zh: '已测量时间的比例 0…1；两个客户端进房之前为 0。' },
    up: { zh: '目前的数值：发送。' },
    down: { en: 'The figures so far.', zh: '目前的数值：接收。' },
  },
  NetworkReport: {
    '': { en: '`checkNetwork` resolves with it.', zh: '`checkNetwork` 的结果。' },
    version: { zh: '结构版本；字段含义改变或移除时变化。' },
    seconds: { zh: '测量的秒数。' },
    up: { zh: '本设备发送的情况。' },
    down: { zh: '本设备接收的情况。' },
  },
  NetworkDirection: {
    '': { en: 'One direction: its figures, and what they mean.', zh: '一个方向：数值及其含义。' },
  },
  NetworkFigures: {
    '': {
      en: 'Averages; what could not be measured is absent.',
      zh: '平均值；没有测到的字段不存在。',
    },
    level: {
      zh: '0 未知，1 极好 … 5 极差，6 断开：SDK 对往返时延和丢包的评价，取平均值；结束时连接处于中断则为 6。',
    },
    rtt: { zh: '到服务端的往返时延，毫秒。' },
    loss: { zh: '丢包率，百分比。' },
    bitrate: { zh: '声音与画面合计，kbit/s。' },
    samples: { zh: 'SDK 给出数值的次数。' },
  },
  NetworkWords: {
    '': { en: 'What figures mean.', zh: '数值的含义。' },
    finding: { zh: '`good`、`loss`、`delay`、`broken` 或 `unknown`，供程序使用。' },
    text: { zh: '给用户看的一句话。' },
    advice: { zh: '该怎么办；一切正常时为空。' },
  },
  LoginParams: {
    '': { en: 'For `login`.', zh: '`login` 的参数。' },
    userID: { zh: '字母、数字、`-`、`_`，最多 32 个字符。' },
    userSig: { zh: '由服务端签发，不要在客户端生成。' },
    expiresAt: { zh: 'userSig 到期时间，毫秒时间戳。配合 `getUserSig` 在到期前五分钟续签。' },
  },
  CallParams: {
    '': { en: 'For `call`.', zh: '`call` 的参数。' },
    userID: { en: 'Whom to call.', zh: '被叫。' },
    type: { zh: '1 语音，2 视频，见 `TRTCCalling.CALL_TYPE`。' },
    timeout: { zh: '无人接听时多少秒后结束；默认 30，0 表示不限。' },
    offlinePushInfo: { en: 'For native apps that are offline.', zh: '给离线的原生应用的推送。' },
    receiveOnly: { zh: '只接收、不发送，不需要设备和权限。' },
  },
  GroupCallParams: {
    '': { en: 'For `groupCall`.', zh: '`groupCall` 的参数。' },
    userIDList: { en: 'Whom to call.', zh: '被叫列表。' },
    groupID: { zh: '传入则向 IM 群发一条消息，否则逐个发给每个用户。' },
  },
  JoinInGroupCallParams: {
    '': { en: 'For `joinInGroupCall`.', zh: '`joinInGroupCall` 的参数。' },
    roomID: { en: 'The room.', zh: '房间号。' },
    type: { en: '1 audio, 2 video.', zh: '1 语音，2 视频。' },
    groupID: { zh: '所呼叫的 IM 群；没有则不传。' },
    receiveOnly: { zh: '只接收、不发送，不需要设备和权限。' },
  },
  AcceptParams: {
    '': { en: 'For `accept`.', zh: '`accept` 的参数。' },
    receiveOnly: { en: 'Join without sending.', zh: '只接收、不发送。' },
  },
  ViewParams: {
    '': {
      en: 'For `startLocalView` and `startRemoteView`.',
      zh: '`startLocalView`、`startRemoteView` 的参数。',
    },
    userID: { en: 'Whose picture.', zh: '谁的画面。' },
    videoViewDomID: { en: 'The id of the element.', zh: '元素的 id。' },
  },
  SwitchDeviceParams: {
    '': { en: 'For `switchDevice`.', zh: '`switchDevice` 的参数。' },
    deviceType: {
      en: 'Microphone, camera or speaker.',
      zh: '`audio` 麦克风，`video` 摄像头，`speaker` 扬声器。',
    },
    deviceId: { zh: '取自 `getCameras()`、`getMicrophones()` 或 `getSpeakers()`。' },
  },
  OfflinePushInfo: {
    '': {
      en: 'For native apps; see [offline push](../offline-push.md).',
      zh: '离线推送，见[离线推送](offline-push.md)。',
    },
    title: { en: 'Title.', zh: '标题。' },
    description: { en: 'Text.', zh: '内容。' },
    androidOPPOChannelID: { zh: 'OPPO 手机 Android 8 及以上的通道 ID。' },
    extension: { en: 'Passed to the app that is opened.', zh: '透传给被唤起的应用。' },
  },
  ProxyOptions: {
    '': { en: "Addresses in the place of Tencent's public ones.", zh: '代替腾讯公网地址。' },
    im: { zh: 'IM 的 wss:// 地址。' },
    trtc: { zh: 'TRTC 信令的 wss:// 地址。' },
    log: { zh: 'TRTC SDK 自身日志上报的 https:// 地址。' },
  },
  CallResult: {
    '': {
      en: 'What `call()`, `groupCall()` and `accept()` resolve with.',
      zh: '`call()`、`groupCall()`、`accept()` 的结果。',
    },
    code: { en: 'Always 0.', zh: '总是 0。' },
    inviteID: { en: 'Names the invitation.', zh: '邀请的标识。' },
    roomID: { en: 'The room.', zh: '房间号。' },
    callType: { en: '1 audio, 2 video.', zh: '1 语音，2 视频。' },
    userID: { zh: '`call()` 为被叫，`accept()` 为主叫。' },
    audio: { zh: '本端是否发送音频。' },
    video: { en: 'This side sends video.', zh: '本端是否发送视频。' },
  },
  MediaDevice: {
    '': { en: 'A device that can be chosen.', zh: '可选择的设备。' },
    deviceId: { en: 'For `switchDevice`.', zh: '用于 `switchDevice`。' },
    label: { en: 'Its name.', zh: '名称。' },
    groupId: { en: 'Devices of one box share it.', zh: '同一硬件的设备相同。' },
    kind: { en: 'What it is.', zh: '类型。' },
    inUse: { zh: '通话正在使用或即将使用它；缺省为未知。' },
  },
  InvitedPayload: {
    '': { en: 'Of INVITED.', zh: 'INVITED 的数据。' },
    sponsor: { en: 'Who calls.', zh: '主叫。' },
    userIDList: { en: 'Who was invited along.', zh: '同时被邀请的用户。' },
    inviteeList: { zh: '同上，小程序的名称。' },
    isFromGroup: { en: 'A call of a group.', zh: '是否多人通话。' },
    inviteID: { en: 'Names the invitation.', zh: '邀请的标识。' },
    inviteData: {
      en: '`callType`, `roomID`, version of the wire.',
      zh: '`callType`、`roomID` 和信令版本。',
    },
  },
  AnswerPayload: {
    '': { en: 'Of REJECT and LINE_BUSY.', zh: 'REJECT、LINE_BUSY 的数据。' },
    sponsor: { en: 'Who called.', zh: '主叫。' },
    inviteID: { en: 'Names the invitation.', zh: '邀请的标识。' },
    invitee: { zh: '同一用户，小程序的名称。' },
  },
  UserPayload: {
    '': {
      en: 'Of USER_ACCEPT, USER_ENTER and USER_LEAVE.',
      zh: 'USER_ACCEPT、USER_ENTER、USER_LEAVE 的数据。',
    },
    userID: { en: 'Who.', zh: '用户。' },
  },
  NoResponsePayload: {
    '': { en: 'Of NO_RESP.', zh: 'NO_RESP 的数据。' },
    sponsor: { en: 'Who called.', zh: '主叫。' },
    userID: { zh: '其中第一个。' },
    userIDList: { en: 'Who did not answer.', zh: '未应答的用户。' },
    timeoutUserList: { en: 'The same, under its mini-program name.', zh: '同上，小程序的名称。' },
    reason: { en: 'It rang there, or nobody was online.', zh: '超时，或不在线。' },
  },
  CallingTimeoutPayload: {
    '': { en: 'Of CALLING_TIMEOUT.', zh: 'CALLING_TIMEOUT 的数据。' },
    sponsor: { en: 'Who called.', zh: '主叫。' },
    userIDList: { en: 'Who did not answer.', zh: '未应答的用户。' },
    timeoutUserList: { en: 'The same, under its mini-program name.', zh: '同上，小程序的名称。' },
  },
  CallingCancelPayload: {
    '': { en: 'Of CALLING_CANCEL.', zh: 'CALLING_CANCEL 的数据。' },
    sponsor: { en: 'Who called.', zh: '主叫。' },
    inviteID: { en: 'Names the invitation.', zh: '邀请的标识。' },
    reason: { en: 'Why it is over.', zh: '原因。' },
  },
  CallEndPayload: {
    '': { en: 'Of CALL_END.', zh: 'CALL_END 的数据。' },
    userID: { zh: '已知时为结束通话的一方。' },
    callEnd: { zh: '通话时长，整秒。' },
    reason: { en: 'As in `snapshot.end`.', zh: '同 `snapshot.end`。' },
  },
};
