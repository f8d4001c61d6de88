/** Says how far something long is, at most once a second: `12,000 of 100,000 …`. */
export function sayProgress(
  say: (line: string) => void,
  now: () => number = Date.now,
): (done: number, total: number) => void {
  let said = now()
  return (done, total) => {
    if (now() - said < 1000) return
    said = now()
    say(`${done.toLocaleString('en')} of ${total.toLocaleString('en')} …`)
  }
}
