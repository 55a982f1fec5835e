import { createWriteStream, renameSync, rmSync, statSync, type WriteStream } from 'node:fs'

/** Where a command writes: standard output, or a file that appears whole or not at all. */
export interface Output {
  write(text: string): Promise<void>
  /** Ends well: a file takes its name. */
  commit(): Promise<void>
  /** Ends badly: nothing is left of a file. */
  abort(): void
}

/** Opens `path`, or standard output. A device or a named pipe is written to as it is. */
export const openOutput = (path: string | undefined): Output => {
  if (path === undefined || path === '-') return toStream(process.stdout)
  const known = statSync(path, { throwIfNoEntry: false })
  if (known?.isDirectory()) throw new Error(`${path}: is a directory; --output takes a file`)
  if (known !== undefined && !known.isFile()) return toStream(createWriteStream(path))
  return toFile(path)
}

const toStream = (stream: NodeJS.WriteStream | WriteStream): Output => {
  let failure: Error | null = null
  // A closed pipe ends the whole run quietly: see main.ts.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failure = new Error(`cannot write: ${error.message}`)
  })
  const check = (): void => {
    if (failure !== null) throw failure
  }
  return {
    write: text => new Promise<void>(resolve => stream.write(text, () => resolve())).then(check),
    commit: async () => check(),
    abort: () => undefined,
  }
}

/** Writes beside the file and renames at the end; an interrupt leaves nothing behind. */
const toFile = (path: string): Output => {
  const draft = `${path}.${process.pid}.part`
  const stream = createWriteStream(draft, { flush: true })
  let failure: Error | null = null
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'no such folder' : error.message
    failure = new Error(`${path}: cannot write: ${reason}`)
  })
  const remove = (): void => rmSync(draft, { force: true })
  const interrupt = (signal: NodeJS.Signals): void => {
    remove()
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const check = (): void => {
    if (failure !== null) throw failure
  }
  const release = (): void => {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
  return {
    write: text =>
      new Promise<void>(resolve => (failure === null ? stream.write(text, () => resolve()) : resolve())).then(check),
    commit: async () => {
      await new Promise<void>(resolve => (failure === null ? stream.end(resolve) : resolve()))
      release()
      if (failure !== null) remove()
      check()
      renameSync(draft, path)
    },
    abort: () => {
      release()
      stream.destroy()
      remove()
    },
  }
}
