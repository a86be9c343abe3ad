/** The words for what the check of the network finds, for users. */
import type { Locale } from '../../locale/languages';

/** `up`: what this device sends. `down`: what it receives. */
export type NetworkSide = 'up' | 'down';

/**
 * What is found of a direction. `loss` and `delay`: levels 3 to 5, by what is worse, and what a call
 * would report as such. `broken`: the connection broke off.
 * `unknown`: nothing was measured.
 */
export type NetworkFinding = 'good' | 'loss' | 'delay' | 'broken' | 'unknown';

type Words = Readonly<Record<NetworkFinding, Readonly<Record<NetworkSide | 'advice', string>>>>;

const en: Words = {
  good: {
    up: 'What this device sends gets through well.',
    down: 'What this device receives arrives well.',
    advice: '',
  },
  loss: {
    up: '{loss} % of what this device sends is lost: others may hear gaps and see the picture freeze.',
    down: '{loss} % of what is sent to this device is lost: you may hear gaps and see the picture freeze.',
    advice:
      'Go nearer to the Wi-Fi router, take a cable or another network, and stop other downloads and uploads. Then check again.',
  },
  delay: {
    up: 'What this device sends takes {rtt} ms there and back: others hear you late.',
    down: 'What this device receives takes {rtt} ms there and back: you hear others late.',
    advice:
      'Switch off a VPN or proxy, take another network, and stop other downloads and uploads. Then check again.',
  },
  broken: {
    up: 'The connection for sending broke off.',
    down: 'The connection for receiving broke off.',
    advice: 'Look whether this device is online, or take another network. Then check again.',
  },
  unknown: {
    up: 'Nothing that this device sent arrived.',
    down: 'Nothing arrived at this device.',
    advice:
      'Keep this page in front and check again. If that does not help, take another network: this one may let no calls pass.',
  },
};

const zhCN: Words = {
  good: {
    up: '本设备发送正常。',
    down: '本设备接收正常。',
    advice: '',
  },
  loss: {
    up: '本设备发送的数据丢失 {loss}%：对方可能听到断续的声音、看到画面卡住。',
    down: '发给本设备的数据丢失 {loss}%：您可能听到断续的声音、看到画面卡住。',
    advice: '请靠近路由器，改用网线或其他网络，并停止其他上传和下载，然后重新检测。',
  },
  delay: {
    up: '本设备发送的往返时延为 {rtt} 毫秒：对方会晚些听到您的声音。',
    down: '本设备接收的往返时延为 {rtt} 毫秒：您会晚些听到对方的声音。',
    advice: '请关闭 VPN 或代理，改用其他网络，并停止其他上传和下载，然后重新检测。',
  },
  broken: {
    up: '发送的连接中断了。',
    down: '接收的连接中断了。',
    advice: '请确认本设备已联网，或改用其他网络，然后重新检测。',
  },
  unknown: {
    up: '本设备发送的数据没有到达。',
    down: '本设备没有收到数据。',
    advice:
      '请让本页面保持在前台并重新检测。如果仍然如此，请改用其他网络：当前网络可能不允许通话。',
  },
};

const ja: Words = {
  good: {
    up: 'この端末からの送信は良好です。',
    down: 'この端末での受信は良好です。',
    advice: '',
  },
  loss: {
    up: 'この端末が送ったデータの {loss}% が失われています。相手には音声が途切れ、映像が止まることがあります。',
    down: 'この端末に届くはずのデータの {loss}% が失われています。音声が途切れ、映像が止まることがあります。',
    advice:
      'Wi-Fi ルーターに近づくか、有線または別のネットワークを使い、ほかのダウンロードやアップロードを止めてから、もう一度確認してください。',
  },
  delay: {
    up: 'この端末からの送信は往復に {rtt} ミリ秒かかります。相手には声が遅れて届きます。',
    down: 'この端末での受信は往復に {rtt} ミリ秒かかります。相手の声が遅れて聞こえます。',
    advice:
      'VPN やプロキシを切るか、別のネットワークを使い、ほかのダウンロードやアップロードを止めてから、もう一度確認してください。',
  },
  broken: {
    up: '送信の接続が切れました。',
    down: '受信の接続が切れました。',
    advice:
      'この端末がオンラインかどうかを確かめるか、別のネットワークを使って、もう一度確認してください。',
  },
  unknown: {
    up: 'この端末が送ったデータは届きませんでした。',
    down: 'この端末には何も届きませんでした。',
    advice:
      'このページを前面に表示したまま、もう一度確認してください。変わらない場合は、このネットワークでは通話できない可能性があるため、別のネットワークを使ってください。',
  },
};

const ko: Words = {
  good: {
    up: '이 기기에서 보내는 상태가 좋습니다.',
    down: '이 기기에서 받는 상태가 좋습니다.',
    advice: '',
  },
  loss: {
    up: '이 기기가 보낸 데이터의 {loss}%가 손실됩니다. 상대방에게 소리가 끊기고 화면이 멈출 수 있습니다.',
    down: '이 기기로 오는 데이터의 {loss}%가 손실됩니다. 소리가 끊기고 화면이 멈출 수 있습니다.',
    advice:
      'Wi-Fi 공유기에 가까이 가거나 유선 또는 다른 네트워크를 사용하고, 다른 업로드와 다운로드를 멈춘 뒤 다시 확인하세요.',
  },
  delay: {
    up: '이 기기에서 보내는 데 왕복 {rtt}밀리초가 걸립니다. 상대방에게 소리가 늦게 들립니다.',
    down: '이 기기에서 받는 데 왕복 {rtt}밀리초가 걸립니다. 상대방의 소리가 늦게 들립니다.',
    advice:
      'VPN이나 프록시를 끄거나 다른 네트워크를 사용하고, 다른 업로드와 다운로드를 멈춘 뒤 다시 확인하세요.',
  },
  broken: {
    up: '보내는 연결이 끊어졌습니다.',
    down: '받는 연결이 끊어졌습니다.',
    advice: '이 기기가 온라인인지 확인하거나 다른 네트워크를 사용한 뒤 다시 확인하세요.',
  },
  unknown: {
    up: '이 기기가 보낸 데이터가 도착하지 않았습니다.',
    down: '이 기기에 아무것도 도착하지 않았습니다.',
    advice:
      '이 페이지를 앞에 둔 채 다시 확인하세요. 그래도 같다면 이 네트워크에서는 통화가 안 될 수 있으니 다른 네트워크를 사용하세요.',
  },
};

export const NETWORK_WORDS: Readonly<Record<Locale, Words>> = { en, 'zh-CN': zhCN, ja, ko };
