// npm run lint:weixin shows WeChat's own compilers the built mini-program. It needs build:mp-weixin.
import { compilerMessages } from './weixin-compilers';

const messages = compilerMessages('dist/build/mp-weixin');
for (const message of messages) console.error(message);
if (messages.length > 0) process.exitCode = 1;
