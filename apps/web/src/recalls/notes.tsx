import type { FollowUp, RecallView } from '@nguon/contract'
import { formatQuantity, outcomeNames, recallCaseTexts } from '@nguon/locale'
import { useState } from 'react'
import { useSayWhen } from '../accounts/say-when.ts'
import { useLang } from '../lang.tsx'
import { NoteDialog } from './note-dialog.tsx'

interface NotesProps {
  readonly recall: RecallView
  readonly followUp: FollowUp
  readonly onDone: (said: string) => void
}

/** What people found out that no event tells. It stands beside the figures and is never added to them. */
export function Notes({ recall, followUp, onDone }: NotesProps) {
  const t = recallCaseTexts(useLang())
  const [isAsked, ask] = useState(false)
  return (
    <section className="section">
      <h3>{t.notes}</h3>
      {followUp.notes.length === 0 && <p className="soft">{t.noNotes}</p>}
      {followUp.notes.length > 0 && (
        <ul className="list">
          {followUp.notes.map((note) => (
            <Note key={note.id} note={note} batches={followUp.batches} />
          ))}
        </ul>
      )}
      {recall.state === 'in_force' && (
        <button type="button" className="button" onClick={() => ask(true)}>
          {t.addNote}
        </button>
      )}
      {isAsked && (
        <NoteDialog
          recallId={recall.id}
          followUp={followUp}
          onDone={() => {
            ask(false)
            onDone(t.noted)
          }}
          onClose={() => ask(false)}
        />
      )}
    </section>
  )
}

function Note({ note, batches }: { note: FollowUp['notes'][number]; batches: FollowUp['batches'] }) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const say = useSayWhen()
  const batch = batches.find(({ batchId }) => batchId === note.batchId)
  const about = [
    batch ? `${batch.productName} ${batch.lot}` : t.everyBatch,
    note.quantity && formatQuantity(note.quantity, lang),
    note.party,
  ]
  return (
    <li className="row">
      <span>
        <b>{outcomeNames[note.outcome][lang]}</b>
        <small>{about.filter(Boolean).join(' · ')}</small>
        {note.text && <small>{note.text}</small>}
        <small>{t.nameAndTime({ name: note.by, at: say(note.at) })}</small>
      </span>
    </li>
  )
}
