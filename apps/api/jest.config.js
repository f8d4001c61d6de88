import base from '../../jest.base.js'

export default {
  ...base,
  globalSetup: './src/testing/global-setup.ts',
  globalTeardown: './src/testing/global-teardown.ts',
  maxWorkers: 2,
}
