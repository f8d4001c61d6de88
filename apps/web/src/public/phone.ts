import { type Html, html } from './html.ts'
import { formatPhone, type View } from './view.ts'

interface Callable {
  readonly name: string
  readonly phone?: string | undefined
}

const address = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`

/** Name and number to read. */
export const nameAndPhone = ({ name, phone }: Callable): string | undefined =>
  phone && `${name}: ${formatPhone(phone)}`

/** The number alone. */
export const callLink = ({ phone }: Callable, { t }: View): Html | undefined =>
  phone
    ? html` <a class="tel" href="${address(phone)}">${t.call({ phone: formatPhone(phone) })}</a>`
    : undefined

/** The one thing to do on a page that warns. */
export const callButton = ({ name, phone }: Callable, { t }: View): Html | undefined =>
  phone
    ? html`<div class="actions"><a class="button warn" href="${address(phone)}">${t.callName({ name })}</a></div>`
    : undefined
