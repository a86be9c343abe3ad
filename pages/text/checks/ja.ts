import type { CheckTextKey } from './en';

export const ja: Readonly<Record<CheckTextKey, string>> = {
  'origin:trusted': 'このページのアドレスは安全です',
  'origin:untrusted': 'このページは https でも localhost でも開かれていません',
  'cure.origin:untrusted':
    'ここではマイクとカメラを使えません。https で開いてください。見ることと聞くことはできます。',
  'webrtc:present': 'このブラウザーで通話できます',
  'webrtc:missing': 'このブラウザーでは通話できません',
  'cure.webrtc:missing': '新しいブラウザーを使うか、端末の標準ブラウザーでページを開いてください。',
  'capture:present': 'ページはマイクとカメラを要求できます',
  'capture:withheld': 'このブラウザーはページにマイクとカメラを渡しません',
  'cure.capture:withheld':
    'アプリ内のブラウザーではよくあることです。端末の標準ブラウザーで開いてください。',
  'playback:after-tap': 'WeChat ではタップした後に音が出ます',
  'cure.playback:after-tap': '音が出ないときは「音を出す」をタップしてください。',
  'microphone-permission:granted': 'マイクは許可されています',
  'microphone-permission:prompt': '通話のときにマイクの許可を求められます',
  'microphone-permission:unknown': '通話のときにマイクの許可を求められることがあります',
  'microphone-permission:denied': 'マイクは許可されていません',
  'cure.microphone-permission:denied':
    'アドレスの横か設定で許可してから、ページを読み込み直してください。',
  'camera-permission:granted': 'カメラは許可されています',
  'camera-permission:prompt': '通話のときにカメラの許可を求められます',
  'camera-permission:unknown': '通話のときにカメラの許可を求められることがあります',
  'camera-permission:denied': 'カメラは許可されていません',
  'cure.camera-permission:denied':
    'アドレスの横か設定で許可してから、ページを読み込み直してください。音声通話はできます。',
  'microphone:found': 'マイクがあります',
  'microphone:missing': 'マイクが見つかりません',
  'cure.microphone:missing': 'マイクを接続してください。見ることと聞くことはできます。',
  'camera:found': 'カメラがあります',
  'camera:missing': 'カメラが見つかりません',
  'cure.camera:missing': 'カメラを接続するか、音声通話を使ってください。',
  'im:reached': 'メッセージサービスに接続できます',
  'im:no-socket': 'メッセージサービスは応答しますが、接続を保てません',
  'cure.im:no-socket':
    'ファイアウォールが WebSocket を止めている可能性があります。別のネットワークを試してください。',
  'im:unreached': 'メッセージサービスに接続できません',
  'cure.im:unreached': 'ネットワークを確認するか、別のネットワークを試してください。',
  'trtc:reached': '音声・映像サービスに接続できます',
  'trtc:no-socket': '音声・映像サービスは応答しますが、接続を保てません',
  'cure.trtc:no-socket':
    'ファイアウォールが WebSocket を止めている可能性があります。別のネットワークを試してください。',
  'trtc:unreached': '音声・映像サービスに接続できません',
  'cure.trtc:unreached': 'ネットワークを確認するか、別のネットワークを試してください。',
};
