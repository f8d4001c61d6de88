import base from '../../jest.base.js'

export default {
  ...base,
  testEnvironment: 'jsdom',
  setupFiles: ['./src/testing/browser.ts'],
  moduleNameMapper: {
    '\\.css$': '<rootDir>/src/testing/no-style.ts',
    '^@zxing/library/esm/(.*)$': '@zxing/library/cjs/$1',
  },
}
