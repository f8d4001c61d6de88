import { api } from '@nguon/contract'
import { foldVietnamese, myDataTexts } from '@nguon/locale'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { AreaField, TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from './use-sending.ts'

interface EraseDialogProps {
  readonly title: string
  readonly hint: string
  readonly action: string
  /** Of a member, or of a person who left; without either of the caller. */
  readonly memberId?: string
  readonly accountId?: string
  readonly onErased: (count: number) => void
  readonly onClose: () => void
}

const words = ['xoa', 'erase']

/** What cannot be undone takes a reason and a typed word. */
export function EraseDialog({
  title,
  hint,
  action,
  memberId,
  accountId,
  onErased,
  onClose,
}: EraseDialogProps) {
  const t = useTexts(myDataTexts)
  const form = useForm({ defaultValues: { reason: '', word: '' } })
  const { submit, busy, problem } = useSending(form, async ({ reason }) => {
    const of = memberId ? { memberId } : accountId ? { accountId } : {}
    onErased((await call(api.erase, { reason: reason.normalize('NFC').trim(), ...of })).erased)
  })
  const isWord = (typed: string) => words.includes(foldVietnamese(typed.trim())) || t.typeWord
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{hint}</p>
      <Form form={form} onSubmit={submit}>
        <AreaField name="reason" label={t.reason} required />
        <TextField
          name="word"
          label={t.typeToConfirm}
          required
          maxLength={20}
          autoCapitalize="none"
          rules={{ validate: isWord }}
        />
        <Refusal problem={problem} />
        <button type="submit" className="button danger" disabled={busy}>
          {busy ? t.erasing : action}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {t.cancel}
        </button>
      </Form>
    </Dialog>
  )
}
