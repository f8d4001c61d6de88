import base from '../../jest.base.js'

export default {
  ...base,
  setupFilesAfterEnv: ['../../jest.seed.js'],
  globalSetup: './src/testing/global-setup.ts',
  globalTeardown: './src/testing/global-teardown.ts',
  maxWorkers: 2,
}
