/** Style sheets say nothing in tests. */
export default ''
