/** These tests hold how the address of a page decides what it may send. */
import { originRule } from '../../../src/diagnostics';

describe('what a page may send, by its address', () => {
  it.each([
    'https://example.com/call',
    'https://192.168.1.20:5173/',
    'HTTPS://EXAMPLE.COM',
    'http://localhost',
    'http://localhost:5173/#/pages/login/login',
    'http://LOCALHOST:8080/',
    'http://app.localhost:5173/',
    'http://127.0.0.1',
    'http://127.0.0.1:5173/?a=http://example.com',
    'http://127.8.9.10/',
    'http://[::1]:5173/',
    'file:///C:/demo/index.html',
    'file:///home/me/index.html',
    'capacitor://localhost/index.html',
  ])('a page at %s can send and receive', (address) => {
    expect(originRule(address)).toEqual({ receive: true, send: true });
  });

  it.each([
    'http://example.com/',
    'http://192.168.1.20:5173/',
    'http://10.0.0.3',
    'http://8.8.8.8:80/call',
    'http://[2001:db8::1]:5173/',
    'http://localhost.example.com/',
    'http://localhost@example.com/',
    'http://127.0.0.1.example.com/',
    'http://127.example.com/',
    'http://notlocalhost/',
    'http://phone.local/',
    'HTTP://EXAMPLE.COM',
    '',
    'example.com',
  ])('%s can only receive', (address) => {
    expect(originRule(address)).toEqual({ receive: true, send: false });
  });
});
