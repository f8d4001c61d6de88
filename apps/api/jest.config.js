import base from '../../jest.base.js'

export default {
  ...base,
  setupFilesAfterEnv: ['../../jest.seed.js'],
  globalSetup: './src/testing/global-setup.ts',
  globalTeardown: './src/testing/global-teardown.ts',
  maxWorkers: 2,
  testTimeout: 60_000, // a hang is a failure; a busy machine is none
}
