// Jest transform: uni-app's own conditional compilation first, then the SFC
// compiler for .vue/.nvue, then TypeScript (ts-jest, transpile only).
//   transform: { '\\.(ts|vue)$': ['<rootDir>/tests/support/uni-transform.cjs', { platform: 'h5' }] }
const crypto = require('node:crypto');
const fs = require('node:fs');
const { preprocess } = require('@dcloudio/uni-cli-shared/lib/preprocess');
const { parseVueCode } = require('@dcloudio/uni-cli-shared/dist/vue/parse');
const { initScopedPreContext } = require('@dcloudio/uni-cli-shared/dist/preprocess/context');
const { compileScript, compileTemplate, parse } = require('@vue/compiler-sfc');
const { TsJestTransformer } = require('ts-jest');

const SELF = fs.readFileSync(__filename, 'utf8');

function conditional(code, platform, filename) {
  if (!code.includes('#endif')) return code;
  const { preVueContext, preNVueContext } = initScopedPreContext(platform);
  const context = filename.endsWith('.nvue') ? preNVueContext : preVueContext;
  const type = /\.n?vue$/.test(filename) ? ['html', 'js'] : ['js'];
  return type.reduce((source, kind) => preprocess(source, context, { type: kind }), code);
}

function sfcToTs(code, filename) {
  const isNativeTag = () => false;
  const isCustomElement = (tag) => UNI_TAGS.has(tag) || tag.startsWith('TRTCCloudUniPlugin-');
  const compilerOptions = { isNativeTag, isCustomElement };
  // A renderjs script belongs to another context; uni's own parser tells it from the component's.
  const { descriptor, errors } = parse(parseVueCode(code).code, {
    filename,
    templateParseOptions: compilerOptions,
  });
  if (errors.length) throw errors[0];
  const id = crypto.createHash('sha1').update(filename).digest('hex').slice(0, 8);
  if (descriptor.scriptSetup) {
    return compileScript(descriptor, {
      id,
      inlineTemplate: true,
      templateOptions: { compilerOptions },
    }).content;
  }
  const script = descriptor.script
    ? compileScript(descriptor, { id, genDefaultAs: '__sfc__' }).content
    : 'const __sfc__ = {};';
  const template = descriptor.template
    ? compileTemplate({ source: descriptor.template.content, filename, id, compilerOptions }).code
    : 'export const render = undefined;';
  return `${script}\n${template}\n__sfc__.render = render;\nexport default __sfc__;`;
}

// Built-in uni components are plain elements in unit tests.
const UNI_TAGS = new Set(
  ['view', 'text', 'image', 'button', 'input', 'scroll-view', 'swiper', 'swiper-item', 'icon']
    .concat(['cover-view', 'cover-image', 'live-pusher', 'live-player', 'video', 'audio'])
    .concat([
      'web-view',
      'navigator',
      'slot-view',
      'block',
      'label',
      'textarea',
      'switch',
      'canvas',
    ]),
);

module.exports = {
  conditional,
  createTransformer({ platform = 'h5' } = {}) {
    const ts = new TsJestTransformer({
      tsconfig: {
        module: 'commonjs',
        target: 'es2021',
        esModuleInterop: true,
        isolatedModules: true,
        sourceMap: true,
        verbatimModuleSyntax: false,
      },
      diagnostics: false,
    });
    const prepare = (code, filename) => {
      const source = conditional(code, platform, filename);
      return /\.n?vue$/.test(filename)
        ? [sfcToTs(source, filename), `${filename}.ts`]
        : [source, filename.replace(/\.js$/, '.js.ts')];
    };
    return {
      process(code, filename, options) {
        const [source, name] = prepare(code, filename);
        return ts.process(source, name, options);
      },
      getCacheKey(code, filename, options) {
        return crypto
          .createHash('sha1')
          .update([SELF, platform, filename, code, options.configString].join('\0'))
          .digest('hex');
      },
    };
  },
};
