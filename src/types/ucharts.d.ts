/** uCharts, which its package does not type, as far as it is used: a chart draws itself as it is made. */
declare module '@qiun/ucharts' {
  export default class UCharts {
    constructor(options: Record<string, unknown>);
  }
}
