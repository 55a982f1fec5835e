import type { Page } from 'playwright-core'

/** What a worker of the folder that the page came from answers to one message. */
export const askWorker = (page: Page, script: string, message: unknown): Promise<unknown> =>
  page.evaluate(
    ([name, question]) =>
      new Promise((resolve, reject) => {
        const { Worker: Thread } = globalThis as unknown as {
          Worker: new (
            url: string,
            options: object,
          ) => {
            onmessage: (event: { data: unknown }) => void
            onerror: (event: { message: string }) => void
            postMessage(message: unknown): void
          }
        }
        const thread = new Thread(name, { type: 'module' })
        thread.onmessage = ({ data }) => resolve(data)
        thread.onerror = ({ message: wrong }) => reject(new Error(wrong))
        thread.postMessage(question)
      }),
    [script, message] as const,
  )
