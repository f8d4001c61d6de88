/** Whether an address may stand on goods for years: https at a name, not this computer, a number or a test name. */
export function isLasting(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.startsWith('[')
  const isTest = !hostname.includes('.') || /(^|\.)(localhost|local|test|example|invalid)$/.test(hostname)
  return protocol === 'https:' && !isNumber && !isTest && !/(^|\.)example\.(com|org|net|vn)$/.test(hostname)
}
