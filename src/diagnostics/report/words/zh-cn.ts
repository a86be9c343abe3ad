import type { ReportWords } from './en';

export const zhCN: ReportWords = {
  times: { between: '在 {from} 到 {to} 之间', since: '从 {from} 起', at: '在 {from} 时' },
  none: ['本次通话没有异常', '没有异常：无失败、无中断、各项测量正常'],
  and: '；',
  findings: {
    kicked: [
      '您的账号在别处登录，因此您被移出了通话',
      '账号{time}在另一台设备登录或重复进房，通话因此结束',
    ],
    'permission-refused': [
      '这里不允许使用麦克风或摄像头：请在设置中允许后重新呼叫',
      '用户或系统{time}拒绝了麦克风或摄像头（{code}）',
    ],
    'no-device': [
      '麦克风或摄像头无法打开：请接好设备，或关闭占用它的程序',
      '{time}缺少麦克风或摄像头，或被其他程序占用（{code}）',
    ],
    'no-device:peer': [
      '{who} 的麦克风或摄像头无法打开',
      '对方 {who} 的设备无法打开，{time}因此结束了通话',
    ],
    'not-supported': [
      '当前的浏览器或应用无法通话',
      '此环境不能发送音视频（{code}）：地址不受信任、没有 WebRTC，或没有实时音视频组件',
    ],
    'join-refused': [
      '您未能进入通话：请重新登录、检查网络后再呼叫',
      '服务{time}拒绝进房或没有应答（{code}）：请检查 userSig、SDKAppID 和防火墙',
    ],
    'publish-failed': [
      '您的声音和画面发不出去：请检查网络或防火墙',
      '已进房，但{time}发布失败（{code}）：多为防火墙禁止 UDP',
    ],
    'signalling-failed': [
      '呼叫没有送达：请检查网络后重新呼叫',
      '{time}有一条通话消息没能通过 IM 发出（{code}）',
    ],
    'connection-lost': [
      '您的网络中断且没有恢复，通话因此结束',
      '与房间的连接{time}中断，未能及时恢复',
    ],
    'room-closed': ['通话被服务端结束', '服务端{time}解散了房间，或将用户移出房间'],
    reconnected: [
      '您的连接中断了 {took} 秒，之后已恢复',
      '与房间的连接{time}中断 {took} 秒，已恢复',
    ],
    'peer-gone': [
      '对方断线了：{who} 没有挂断',
      '{who} {time}先无声、再离开房间而没有挂断：可能是对方的网络、电量或应用被关闭',
    ],
    'peer-gone:all': [
      '通话中已没有其他人',
      '房间里没有其他人，通话{time}因此结束：请查看其他成员的报告',
    ],
    'microphone-lost': [
      '您的麦克风被拔出或被其他程序占用',
      '麦克风{time}自行停止：被拔出，或被来电、其他程序占用',
    ],
    'camera-lost': [
      '您的摄像头被拔出或被其他程序占用',
      '摄像头{time}自行停止：被拔出，或被其他程序、系统占用',
    ],
    'blocked-playback': [
      '浏览器在您点击之前没有放出声音',
      '浏览器{time}阻止播放 {who}：此前页面没有被点击',
    ],
    'loss-up': [
      '您的网络{time}最多丢失了所发内容的 {loss}%，对方听到断续或看到画面卡住',
      '{time}上行丢包最高 {loss}%',
    ],
    'loss-down': [
      '{time}发给您的内容最多丢失了 {loss}%，您听到断续或看到画面卡住',
      '{time}下行（{who}）丢包最高 {loss}%',
    ],
    delay: ['您的网络{time}响应很慢，双方可能会抢话', '{time}到服务端的往返时延最高 {delay} 毫秒'],
    'no-sound': [
      '{time}您听不到 {who} 的声音',
      '{time}没有收到 {who} 的声音，尽管对方的麦克风开着',
    ],
    'microphone-silent': [
      '您的麦克风{time}只录到静音：请检查开关或换一个麦克风',
      '{time}麦克风开着，但音量一直为 0',
    ],
    'no-picture': [
      '{time}没有收到 {who} 的画面',
      '{time}没有收到 {who} 的任何一帧，尽管对方的摄像头开着',
    ],
    'weak-up': [
      '您的网络{time}太弱，发送受影响',
      '{time}上行网络等级 {level}（共 6 级）；此平台不提供丢包和时延',
    ],
    'weak-down': [
      '您的网络{time}太弱，接收受影响',
      '{time}下行网络等级 {level}（共 6 级）；此平台不提供丢包和时延',
    ],
    'jitter-up': ['您的网络{time}发送不平稳', '{time}上行抖动最高 {jitter} 毫秒'],
    'jitter-down': ['{time}收到的内容不平稳', '{time}下行（{who}）抖动最高 {jitter} 毫秒'],
    frozen: ['{who} 的画面{time}卡住了', '{time}，{who} 的画面每 2 秒最多静止 {frozen} 毫秒'],
    'few-frames-up': [
      '您的画面{time}不流畅',
      '{time}摄像头画面编码最低仅每秒 {frameRate} 帧：设备繁忙或网络弱',
    ],
    'few-frames-down': [
      '{who} 的画面{time}不流畅',
      '{time}，{who} 的画面最低仅每秒 {frameRate} 帧',
    ],
    'slow-join': ['进入通话用了 {took} 秒', '{time}进房用了 {took} 秒'],
  },
};
