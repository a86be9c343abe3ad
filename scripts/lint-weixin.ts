// npm run lint:weixin: the built mini-program as WeChat's own compilers see it. It needs build:mp-weixin.
import { compilerMessages } from './weixin-compilers';

const messages = compilerMessages('dist/build/mp-weixin');
for (const message of messages) console.error(message);
if (messages.length > 0) process.exitCode = 1;
