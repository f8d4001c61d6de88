import { expect, test } from '@jest/globals'
import { render, screen } from '@testing-library/react'
import { FormProvider, useForm } from 'react-hook-form'
import { LangProvider } from '../../lang.tsx'
import { noAnswer, Problem } from '../../problem.ts'
import { ProblemNotice } from './problem-notice.tsx'

function Shown({ problem }: { problem: unknown }) {
  const form = useForm()
  return (
    <LangProvider>
      <FormProvider {...form}>
        <ProblemNotice problem={problem} progress={{ done: 0, all: 1 }} />
      </FormProvider>
    </LangProvider>
  )
}

test('an entry that waits on the phone is told calmly: nobody has done anything wrong', () => {
  const title = { vi: 'Mục này đã lưu trong máy.', en: 'It is kept on this phone.' }
  render(<Shown problem={new Problem({ code: 'UNREACHABLE', title, status: 0, isKept: true })} />)
  expect(screen.queryByRole('alert')).toBeNull()
  const notice = screen.getByRole('status')
  expect(notice.textContent).toBe(title.vi)
  expect(notice.className).toContain('amber')
})

test('what is not kept is an alert', () => {
  render(<Shown problem={noAnswer()} />)
  expect(screen.getByRole('alert').className).toContain('red')
})
