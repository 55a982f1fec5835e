/** An error as RFC 9457 has it: one clear sentence for a person, a status for a program. */
export const problemResponse = (
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title, status, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })

/** Refuses a request with one sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly title: string

  constructor(status: number, title: string, detail: string) {
    super(detail)
    this.status = status
    this.title = title
  }
}
