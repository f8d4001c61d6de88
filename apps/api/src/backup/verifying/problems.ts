/** What is off, in words: the first hundred, and how many there are. */
export interface Problems {
  add(problem: string): void
  readonly list: readonly string[]
  count(): number
}

const mostKept = 100

export function createProblems(): Problems {
  const list: string[] = []
  let count = 0
  return {
    list,
    add(problem) {
      count += 1
      if (list.length < mostKept) list.push(problem)
    },
    count: () => count,
  }
}
